import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { KeyedHash } from '../../keys/keyed-hash.ts';

/** Encrypts for this portal alone; `what` keeps one use apart from another. */
export function encrypt(keys: KeyedHash, what: string, text: string): string {
	const iv = randomBytes(12);
	const cipher = createCipheriv('aes-256-gcm', keys.key('oidc', what), iv);
	const encrypted = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
	return Buffer.concat([iv, cipher.getAuthTag(), encrypted]).toString('base64url');
}

/** The text again; null where it is not one of ours, or was changed. */
export function decrypt(keys: KeyedHash, what: string, encrypted: string): string | null {
	try {
		const bytes = Buffer.from(encrypted, 'base64url');
		const cipher = createDecipheriv('aes-256-gcm', keys.key('oidc', what), bytes.subarray(0, 12));
		cipher.setAuthTag(bytes.subarray(12, 28));
		return Buffer.concat([cipher.update(bytes.subarray(28)), cipher.final()]).toString('utf8');
	} catch {
		return null;
	}
}
