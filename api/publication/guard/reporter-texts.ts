/** Decrypted texts of a reporter of a case. Held in memory for a comparison, and stored nowhere. */
export interface ReporterTexts {
	/** What they wrote: statement, messages, reason of a review, opinion, how to reach them for a reward. */
	words: string[];
	places: string[];
	names: string[];
	phones: string[];
	receipts: string[];
	/** Addresses and ids under which somebody is reached. */
	handles: string[];
}

export const noReporterTexts: ReporterTexts = {
	words: [],
	places: [],
	names: [],
	phones: [],
	receipts: [],
	handles: [],
};
