/** An untrusted file, read once from beginning to end: from a pipe, or from memory. */
export interface Incoming {
	/** Bytes of the whole file. */
	readonly size: number;
	/** Bytes that were taken. */
	readonly at: number;
	/** The next bytes, fewer only at the end; they come again. */
	peek(length: number): Buffer;
	/** The next bytes, fewer only at the end. */
	take(length: number): Buffer;
	/** Goes on so many bytes without holding them. */
	skip(length: number): void;
	/** The last bytes that were read, at most `lookBack` of them. */
	behind(): Buffer;
}

/** Fills a part of `into` with the next bytes and says how many; 0 at the end. */
export type ReadNext = (into: Buffer, offset: number, length: number) => number;

/** How many of the last bytes can be seen again: readers of archives look that far for their directory. */
export const lastBytes = 66_000;
const chunk = 65_536;
const mostChunks = 1000;

export function incoming(size: number, readNext: ReadNext): Incoming {
	let waiting: Buffer = Buffer.alloc(0);
	/** The last bytes that were read, as chunks, and how many they are. */
	let last: Buffer[] = [];
	let lookBack = 0;
	let at = 0;

	function next(length: number): Buffer {
		const bytes = Buffer.allocUnsafeSlow(Math.max(0, Math.min(length, size - at)));
		const had = waiting.copy(bytes);
		waiting = waiting.subarray(had);
		for (let filled = had; filled < bytes.length; ) {
			const count = readNext(bytes, filled, bytes.length - filled);
			if (count === 0) throw new Error('the file ended before its size');
			filled += count;
		}
		return bytes;
	}
	function keep(bytes: Buffer): void {
		last.push(bytes);
		lookBack += bytes.length;
		for (let [first] = last; first && lookBack - first.length >= lastBytes; [first] = last) {
			last.shift();
			lookBack -= first.length;
		}
		// Many small chunks are joined, so that a file sent in tiny chunks needs no more memory.
		if (last.length > mostChunks) last = [Buffer.concat(last)];
	}
	function take(length: number): Buffer {
		const bytes = next(length);
		at += bytes.length;
		keep(bytes);
		return bytes;
	}
	return {
		size,
		get at() {
			return at;
		},
		peek(length) {
			const bytes = next(length);
			waiting = Buffer.concat([bytes, waiting]);
			return bytes;
		},
		take,
		skip(length) {
			for (let left = Math.min(length, size - at); left > 0; ) left -= take(Math.min(left, chunk)).length;
		},
		behind: () => Buffer.concat(last).subarray(-lastBytes),
	};
}

/** The same of bytes that are held. */
export function held(bytes: Buffer): Incoming {
	let at = 0;
	return incoming(bytes.length, (into, offset, length) => {
		const count = bytes.copy(into, offset, at, at + length);
		at += count;
		return count;
	});
}
