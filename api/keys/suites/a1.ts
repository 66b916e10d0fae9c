import {
	createCipheriv,
	createDecipheriv,
	createHash,
	createHmac,
	createSecretKey,
	hkdfSync,
	randomBytes,
} from 'node:crypto';
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { hashPassword, verifyPassword } from 'better-auth/crypto';
import type { CryptoSuite, Sealing } from '../suite.ts';

/** age (X25519, ChaCha20-Poly1305): its files open with any program that speaks age. */
const age: Sealing = {
	keyName: 'age',
	isRecipient: (text) => text.startsWith('age1'),
	isIdentity: (text) => text.startsWith('AGE-SECRET-KEY-'),
	makeIdentity: generateX25519Identity,
	recipientOf: identityToRecipient,
	halves: (identity) => [identity.slice(0, firstHalf), identity.slice(firstHalf)],
	seal: (text, recipients) => encrypterFor(recipients).encrypt(text),
	open: (sealed, identities) => decrypterFor(identities).decrypt(sealed, 'text'),
	sealStream: (source, recipients) => encrypterFor(recipients).encrypt(source),
	openStream: (sealed, identities) => decrypterFor(identities).decrypt(sealed),
};

/**
 * So far the first half goes: what either half leaves open, the checksum at the end counted, is alike. Either leaves 2^115
 * possibilities.
 */
const firstHalf = 'AGE-SECRET-KEY-1'.length + 29;

function encrypterFor(recipients: string[]): Encrypter {
	const encrypter = new Encrypter();
	for (const each of recipients) encrypter.addRecipient(each);
	return encrypter;
}

function decrypterFor(identities: string[]): Decrypter {
	const decrypter = new Decrypter();
	for (const identity of identities) decrypter.addIdentity(identity);
	return decrypter;
}

/** AES-256-GCM: so many bytes of nonce, then of tag, then the text. */
const nonceBytes = 12;
const tagBytes = 16;
const block = 16;

/** The international suite: age, SHA-256, HMAC-SHA-256, HKDF-SHA-256, AES-256 (GCM and CTR), scrypt. */
export const a1: CryptoSuite = {
	id: 'a1',
	digestName: 'SHA-256',
	macName: 'sha256',
	sealing: age,
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
