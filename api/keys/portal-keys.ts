import { hkdfSync } from 'node:crypto';
import { type KeyedHash, keyedHash } from './keyed-hash.ts';
import type { StreamCipher } from './suite.ts';
import { readStored, type Suites, stored, suiteLike } from './suites.ts';

/** What something is encrypted for; each purpose and each value has a key of its own. */
export type KeyPurpose =
	| 'report'
	| 'receipt'
	| 'receipt-salt'
	| 'oidc'
	| 'upload'
	| 'one-time-half'
	| 'totp'
	| 'backup-codes';

/** One use of a key: its purpose, and a value that completes it. */
export interface KeyUse {
	purpose: KeyPurpose;
	/** Whoever does not know it cannot make the key, not even with the portal's secret. */
	value: string;
}

/** Everything that is done with the portal's secret. No key leaves it but for the libraries that want one. */
export interface PortalKeys extends KeyedHash {
	/** The suites it stands on. */
	readonly suites: Suites;
	/** Under the current suite, with its id before it. */
	encrypt(use: KeyUse, text: string): string;
	/** Reverses `encrypt`. Throws UnknownSuite, and when the key is another or the text was changed. */
	decrypt(use: KeyUse, encrypted: string): string;
	/** A cipher for one file, from `offset` on, of the suite that `like` names: what is stored beside the file. */
	cipherAt(use: KeyUse, like: string, offset: number): StreamCipher;
	/** 32 bytes that only this portal can make; of the suite that `like` names, else of the current one. */
	bytes(use: KeyUse, like?: string): Buffer;
	/** Printable secrets for libraries that want one of their own. */
	secretFor(library: 'sessions' | 'altcha' | 'altcha-key'): string;
}

export function portalKeys(secret: string, suites: Suites): PortalKeys {
	const keyOf = (suite: Suites['current'], { purpose, value }: KeyUse) =>
		suite.deriveKey(secret, `key:${purpose}`, value);
	return {
		...keyedHash(secret, suites),
		suites,
		encrypt: (use, text) => stored(suites.current, suites.current.encrypt(text, keyOf(suites.current, use))),
		decrypt(use, encrypted) {
			const { suite, value } = readStored(suites, encrypted);
			return suite.decrypt(value, keyOf(suite, use));
		},
		cipherAt(use, like, offset) {
			const suite = suiteLike(suites, like);
			return suite.cipherAt(keyOf(suite, use), offset);
		},
		bytes: (use, like) => keyOf(suiteLike(suites, like), use),
		// Always made in the same way: these libraries bring algorithms of their own, and keep what they have signed.
		secretFor: (library) => Buffer.from(hkdfSync('sha256', secret, '', `library:${library}`, 32)).toString('base64url'),
	};
}
