import { createHmac, createSecretKey, hkdfSync, type KeyObject, timingSafeEqual } from 'node:crypto';

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
	// Derived and taken in once each: checking the audit log takes one hash a row, and most of its time went there.
	const hashKeys = new Map<Purpose, KeyObject>();
	const of = (purpose: Purpose, value: string) => {
		const key = hashKeys.get(purpose) ?? createSecretKey(derive(`hash:${purpose}`));
		hashKeys.set(purpose, key);
		return createHmac('sha256', key).update(value).digest('hex');
	};
	return {
		of,
		matches: (purpose, value, hash) => timingSafeEqual(Buffer.from(of(purpose, value)), Buffer.from(hash.padEnd(64))),
		key: (purpose, value) => derive(`key:${purpose}`, value),
		secretFor: (library) => derive(`library:${library}`).toString('base64url'),
	};
}
