/** Something that a reporter of a case sent, opened. Held in memory for a comparison, and kept nowhere. */
export interface Sent {
	/** What they wrote: statement, messages, reason of a review, opinion, how to reach them for a reward. */
	words: string[];
	places: string[];
	names: string[];
	phones: string[];
	receipts: string[];
	/** Addresses and ids under which somebody is reached. */
	handles: string[];
}

export const nothingSent: Sent = { words: [], places: [], names: [], phones: [], receipts: [], handles: [] };
