import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';

/** Seals to the operator's public keys. Holds no key that opens anything. */
export interface Sealer {
	/** base64 of an age file for the operator, and for `recipient` when one is named. */
	seal(text: string, recipient?: string): Promise<string>;
	/** The same chunk by chunk, for more of them where need be. */
	sealStream(source: ReadableStream<Uint8Array>, ...recipients: string[]): Promise<ReadableStream<Uint8Array>>;
}

/** Opens what was sealed to the operator. Only the staff side has one. */
export interface Unsealer {
	open(sealed: string): Promise<string>;
	/** Rejects when the header does not open; the stream fails where a chunk was changed. */
	openStream(sealed: ReadableStream<Uint8Array>): Promise<ReadableStream<Uint8Array>>;
}

export function sealer(recipients: string[]): Sealer {
	const readers = (...more: string[]) => encrypterFor([...recipients, ...more]);
	return {
		seal: async (text, recipient) =>
			Buffer.from(await readers(...(recipient ? [recipient] : [])).encrypt(text)).toString('base64'),
		sealStream: (source, ...more) => readers(...more).encrypt(source),
	};
}

function encrypterFor(recipients: string[]): Encrypter {
	const encrypter = new Encrypter();
	for (const each of recipients) encrypter.addRecipient(each);
	return encrypter;
}

export function unsealer(identities: string[]): Unsealer {
	return {
		open: (sealed) => decrypterFor(identities).decrypt(Buffer.from(sealed, 'base64'), 'text'),
		openStream: (sealed) => decrypterFor(identities).decrypt(sealed),
	};
}

function decrypterFor(identities: string[]): Decrypter {
	const decrypter = new Decrypter();
	for (const identity of identities) decrypter.addIdentity(identity);
	return decrypter;
}

/** A key pair of the report's own: staff write to `recipient`, only the reporter's secret opens `wrapped`. */
export async function reportKey(key: Buffer): Promise<{ recipient: string; wrapped: string }> {
	const identity = await generateX25519Identity();
	return { recipient: await identityToRecipient(identity), wrapped: wrap(identity, key) };
}

/** Opens what was sealed to a report, with the key made of the reporter's secret. */
export function reportUnsealer(wrapped: string, key: Buffer): Unsealer {
	return unsealer([unwrap(wrapped, key)]);
}

/** AES-256-GCM under a 32-byte key: nonce, tag and text in one base64 string. */
export function wrap(text: string, key: Buffer): string {
	const nonce = randomBytes(12);
	const cipher = createCipheriv('aes-256-gcm', key, nonce);
	const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
	return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64');
}

/** Reverses `wrap`; throws when the key is another or the text was changed. */
export function unwrap(wrapped: string, key: Buffer): string {
	const bytes = Buffer.from(wrapped, 'base64');
	const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
	decipher.setAuthTag(bytes.subarray(12, 28));
	return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
}
