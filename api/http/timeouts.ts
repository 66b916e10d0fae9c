/** How long the server waits for a client, in milliseconds. */
export interface Timeouts {
	/** For the head of a request, counted from the start of the connection. */
	headMs: number;
	/** For the whole of a small body: 64 KiB over the slowest connection that can load a page at all. */
	bodyMs: number;
	/** For each next kilobyte of an upload chunk. A connection that is slow but makes progress is never cut. */
	chunkMs: number;
	/** For the next request on a keep-alive connection. */
	idleMs: number;
	/** For any traffic while an answer is prepared or read: longer than the inspection of the largest video takes. */
	silentMs: number;
}

export const defaultTimeouts: Timeouts = {
	headMs: 20_000,
	bodyMs: 60_000,
	chunkMs: 60_000,
	idleMs: 65_000,
	silentMs: 600_000,
};
