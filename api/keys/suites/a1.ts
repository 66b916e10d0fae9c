import {
	createCipheriv,
	createDecipheriv,
	createHash,
	createHmac,
	createSecretKey,
	hkdfSync,
	randomBytes,
} from 'node:crypto';
import { hashPassword, verifyPassword } from 'better-auth/crypto';
import type { CryptoSuite } from '../suite.ts';
import { a1HardWork } from './a1-hard-work.ts';

/** AES-256-GCM: so many bytes of nonce, then of tag, then the text. */
const nonceBytes = 12;
const tagBytes = 16;
const block = 16;

/** The international suite: age, SHA-256, HMAC-SHA-256, HKDF-SHA-256, AES-256 (GCM and CTR), Argon2id, scrypt. */
export const a1: CryptoSuite = {
	...a1HardWork,
	digestName: 'SHA-256',
	macName: 'sha256',
	digest() {
		const hash = createHash('sha256');
		return { update: (chunk) => void hash.update(chunk), end: () => hash.digest('hex') };
	},
	mac(key) {
		const taken = createSecretKey(Buffer.from(key));
		return (text) => createHmac('sha256', taken).update(text).digest('hex');
	},
	deriveKey: (secret, info, salt = '') => Buffer.from(hkdfSync('sha256', secret, salt, info, 32)),
	encrypt(text, key) {
		const nonce = randomBytes(nonceBytes);
		const cipher = createCipheriv('aes-256-gcm', key, nonce);
		const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
		return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
	},
	decrypt(encrypted, key) {
		const bytes = Buffer.from(encrypted, 'base64url');
		const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes));
		decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
		const body = bytes.subarray(nonceBytes + tagBytes);
		return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
	},
	// The key is of one file alone, so counting may start at zero.
	cipherAt(key, offset) {
		const counter = Buffer.alloc(block);
		counter.writeBigUInt64BE(BigInt(Math.floor(offset / block)), 8);
		const cipher = createCipheriv('aes-256-ctr', key, counter);
		cipher.update(Buffer.alloc(offset % block));
		return cipher;
	},
	hashPassword,
	verifyPassword: (password, hash) => verifyPassword({ password, hash }),
};
