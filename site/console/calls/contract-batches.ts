import type { Draft } from './contract.ts';

/** A published result as a batch names it. */
export interface BatchCase {
	publicId: string;
	title: string;
	county: string;
	category: string;
	outcome: string;
	published: string;
	withdrawn: boolean;
}

/** How many cases of a batch have a word in common. */
export interface Total {
	name: string;
	count: number;
}

/** What the publisher gathers. */
export interface BatchBody {
	number: number;
	/** With the offset of Asia/Shanghai. */
	asOf: string;
	/** Public ids. */
	cases: string[];
}

export interface BatchRow extends Pick<Draft, 'id' | 'status' | 'statusName' | 'drafter' | 'approver' | 'updatedAt'> {
	number: number;
	asOf: string;
	cases: number;
}

export interface Batch
	extends Omit<BatchRow, 'cases'>,
		Pick<Draft, 'version' | 'returnReason' | 'canEdit' | 'canSubmit' | 'canApprove' | 'canReturn'> {
	cases: BatchCase[];
	/** As the cover will count them; channels only where there are cases enough. */
	totals: { counties: Total[]; channels: Total[]; categories: Total[]; outcomes: Total[] };
}

/** What a new batch can start from. */
export interface NextBatch {
	number: number;
	/** Published results that no batch holds; `cases` are those of them that are offered. */
	total: number;
	cases: BatchCase[];
}
