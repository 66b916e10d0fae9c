/** How long a server waits for whoever is at the other end, in milliseconds. */
export interface Patience {
	/** For the head of a request, from the first moment of a connection on. */
	headMs: number;
	/** For the whole of a small body: 64 KiB on the slowest line that can show a page at all. */
	bodyMs: number;
	/** For each next kilobyte of a piece of a file. A slow line that goes on is never cut. */
	pieceMs: number;
	/** For the next request on a connection that stays open. */
	idleMs: number;
	/** For any sign of life while an answer is made or read: longer than the largest film takes to be looked into. */
	silentMs: number;
}

export const patience: Patience = {
	headMs: 20_000,
	bodyMs: 60_000,
	pieceMs: 60_000,
	idleMs: 65_000,
	silentMs: 600_000,
};
