/** A table as both engines have it. */
export interface TransferTable {
	name: string;
	columns: string[];
}

/** The values of a row in the order of the columns: text, numbers and null; true and false as 1 and 0. */
export type TransferRow = Array<string | number | null>;

/** A database that is read at one moment, and that nobody else writes to meanwhile. */
export interface Source {
	/** How many rows a table has. */
	count(table: TransferTable): Promise<number>;
	rows(table: TransferTable): AsyncIterable<TransferRow[]>;
	close(): Promise<void>;
}

/** An empty database that is filled: as a whole by `finish`, or not at all. */
export interface Target extends Source {
	insert(table: TransferTable, rows: TransferRow[]): Promise<void>;
	/** Makes what the engine has for itself: the index of words, and the next number of what it counts. */
	complete(): Promise<void>;
	/** Everything is there from now on, on disk. */
	finish(): Promise<void>;
}

/** How many rows are read and written at a time. */
export const rowsAtOnce = 500;

/** There is no file to read, or no folder to write one into. */
export class NoDatabase extends Error {
	override readonly name = 'NoDatabase';
}

/** The portal runs on one of the two databases. */
export class DatabaseInUse extends Error {
	override readonly name = 'DatabaseInUse';
}

/** There is something in the database that was to be filled. */
export class TargetNotEmpty extends Error {
	override readonly name = 'TargetNotEmpty';
}
