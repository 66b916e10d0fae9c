import { readStored, type Suites, stored } from './suites.ts';

/** A digest of something that comes in pieces. */
export interface Digest {
	update(chunk: Uint8Array | string): Digest;
	/** In hex, with the id of its suite before it. */
	end(): string;
}

/** Begins a digest under the current suite. Anybody can make the same one: no key is in it. */
export function beginDigest({ current }: Suites): Digest {
	const plain = current.digest();
	const digest: Digest = {
		update(chunk) {
			plain.update(chunk);
			return digest;
		},
		end: () => stored(current, plain.end()),
	};
	return digest;
}

/** A digest as people compare it with other tools: its usual name, e.g. SHA-256, and its hex. */
export interface ShownDigest {
	method: string;
	value: string;
}

/** Throws UnknownSuite. */
export function shownDigest(suites: Suites, digest: string): ShownDigest {
	const { suite, value } = readStored(suites, digest);
	return { method: suite.digestName, value };
}
