import { timingSafeEqual } from 'node:crypto';
import type { CryptoSuite } from './suite.ts';
import { readStored, type Suites, stored, suiteLike, suiteOf } from './suites.ts';

/** What a hash is for; the same value hashes differently for each purpose. */
export type Purpose =
	| 'secret'
	| 'idempotency'
	| 'request'
	| 'captcha'
	| 'attempt'
	| 'audit'
	| 'audit-head'
	| 'draft'
	| 'original'
	| 'folder'
	| 'sign-in'
	| 'sign-in-from'
	| 'sign-in-device'
	| 'sign-in-hour'
	| 'sign-in-network'
	| 'sign-in-code'
	| 'sign-in-half'
	| 'code-from'
	| 'code-device'
	| 'code-hour'
	| 'own-code'
	| 'sign-in-vouched'
	| 'own-password'
	| 'account-name'
	| 'device'
	| 'device-name';

/** Keyed hashes (MACs), each with the id of its suite before it. */
export interface KeyedHash {
	/** The hash to write down, under the current suite, or that which `like` names. Throws UnknownSuite. */
	of(purpose: Purpose, value: string, like?: string): string;
	/** What to look for: the hash under each known suite, for it may have been written under an older one. */
	all(purpose: Purpose, value: string): string[];
	/** Compares in constant time; null, for nothing to compare with, takes the same work. Throws UnknownSuite. */
	matches(purpose: Purpose, value: string, hash: string | null): boolean;
	/** Whether a hash names a suite that is known. */
	knows(hash: string): boolean;
	/** The start of `all`, fit for the name of a cookie. */
	names(purpose: Purpose, value: string): string[];
}

/** Keyed hashes under the portal's secret, which lives outside the database. */
export function keyedHash(secret: string, suites: Suites): KeyedHash {
	// Keys are derived and taken in once each: verifying the log takes one hash a row, and most of its time went there.
	const macs = new Map(suites.known.map((suite) => [suite, new Map<Purpose, (text: string) => string>()]));
	const hash = (suite: CryptoSuite, purpose: Purpose, value: string) => {
		const known = macs.get(suite)?.get(purpose);
		if (known) return known(value);
		const mac = suite.mac(suite.deriveKey(secret, `hash:${purpose}`));
		macs.get(suite)?.set(purpose, mac);
		return mac(value);
	};
	return {
		of(purpose, value, like) {
			const suite = suiteLike(suites, like);
			return stored(suite, hash(suite, purpose, value));
		},
		all: (purpose, value) => suites.known.map((suite) => stored(suite, hash(suite, purpose, value))),
		matches(purpose, value, stored) {
			const { suite, value: given } =
				stored === null ? { suite: suites.current, value: '' } : readStored(suites, stored);
			const right = Buffer.from(hash(suite, purpose, value));
			const other = Buffer.from(given.padEnd(right.length));
			return other.length === right.length && timingSafeEqual(right, other);
		},
		knows: (stored) => suiteOf(suites, stored) !== undefined,
		names: (purpose, value) => suites.known.map((suite) => `${suite.id}-${hash(suite, purpose, value).slice(0, 16)}`),
	};
}
