import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** What a hash is for; the same value hashes differently for each purpose. */
export type Purpose = 'secret' | 'idempotency' | 'request' | 'captcha' | 'attempt' | 'audit' | 'draft' | 'sign-in';

export interface KeyedHash {
	/** HMAC-SHA-256 in hex under the portal's key. */
	of(purpose: Purpose, value: string): string;
	/** Compares in constant time. */
	matches(purpose: Purpose, value: string, hash: string): boolean;
	/** A 32-byte key for one purpose and one value, for encrypting with it. */
	key(purpose: string, value: string): Buffer;
	/** Printable secrets for libraries that want one of their own. */
	secretFor(library: 'sessions' | 'altcha' | 'altcha-key'): string;
}

/** Keyed hashes under the portal's secret, which lives outside the database. */
export function keyedHash(secret: string): KeyedHash {
	const derive = (info: string, salt = '') => Buffer.from(hkdfSync('sha256', secret, salt, info, 32));
	const of = (purpose: Purpose, value: string) =>
		createHmac('sha256', derive(`hash:${purpose}`))
			.update(value)
			.digest('hex');
	return {
		of,
		matches: (purpose, value, hash) => timingSafeEqual(Buffer.from(of(purpose, value)), Buffer.from(hash.padEnd(64))),
		key: (purpose, value) => derive(`key:${purpose}`, value),
		secretFor: (library) => derive(`library:${library}`).toString('base64url'),
	};
}
