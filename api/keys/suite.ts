import type { Duplex } from 'node:stream';

/**
 * One set of algorithms for all that the portal seals, encrypts, hashes and authenticates. What is stored names the suite
 * that made it (suites.ts), so that several stand side by side: the current one writes, each reads what it wrote.
 * Nothing outside api/keys knows an algorithm.
 */
export interface CryptoSuite extends HardWork {
	/** What its digest is called where people compare it with other tools, e.g. SHA-256. */
	readonly digestName: string;
	/** What its MAC is called in the signature of a webhook, e.g. sha256. */
	readonly macName: string;
	/** Begins the digest of something that comes in pieces. */
	digest(): PlainDigest;
	/** The MAC of texts under one key, in hex; the key is taken in once, for verifying the log takes a MAC a row. */
	mac(key: Buffer | string): (text: string) => string;
	/** A key of 32 bytes out of the portal's secret: another one for each `info` and each `salt`. */
	deriveKey(secret: string, info: string, salt?: string): Buffer;
	/** Encrypts and authenticates under a key of `deriveKey`. Printable, also in a cookie. */
	encrypt(text: string, key: Buffer): string;
	/** Reverses `encrypt`; throws when the key is another or the text was changed. */
	decrypt(encrypted: string, key: Buffer): string;
	/** Enciphers a file from a byte on, or deciphers it, which is the same. The key is of one file alone. */
	cipherAt(key: Buffer, offset: number): StreamCipher;
	/** Slow and salted, for passwords of people. */
	hashPassword(password: string): Promise<string>;
	verifyPassword(password: string, hash: string): Promise<boolean>;
}

/** The part of a suite that takes long enough to be done in threads of its own (threads/thread.ts). */
export interface HardWork {
	/**
	 * Stands before everything the suite made: a small letter, then at most seven small letters or digits. Never changed,
	 * never given to another suite.
	 */
	readonly id: string;
	/** How recipients and their private keys are made, and what is sealed to them. */
	readonly sealing: Sealing;
	/**
	 * 32 bytes out of a secret short enough to be guessed, and a salt of its own: on purpose so slow, and in so much memory,
	 * that guessing it takes longer than anybody has. Milliseconds of a processor: never to be called where requests are
	 * answered.
	 */
	stretch(secret: string, salt: Uint8Array): Buffer;
}

/** A digest under way. */
export interface PlainDigest {
	update(chunk: Uint8Array | string): void;
	/** In hex. */
	end(): string;
}

/** A cipher that goes through a file from one end to the other. */
export type StreamCipher = Duplex & { update(chunk: Uint8Array): Buffer };

/** A private key and its public one. */
export interface KeyPair {
	identity: string;
	recipient: string;
}

/** Sealing to public keys: whoever seals cannot open. */
export interface Sealing {
	/** What its keys are called in sentences for the operator. */
	readonly keyName: string;
	/** Whether a public key is one of this suite, by its form alone. */
	isRecipient(text: string): boolean;
	/** Whether a private key is one of this suite, by its form alone. */
	isIdentity(text: string): boolean;
	/** New keys. */
	makePair(): KeyPair;
	/** The public key of a private one. Throws when it is damaged. */
	recipientOf(identity: string): string;
	/** A private key in two halves for two people: whoever holds one holds nothing. */
	halves(identity: string): [string, string];
	/** Throws when a recipient is damaged. */
	seal(text: string, recipients: string[]): Uint8Array;
	/** Throws when none of the identities opens it, or it was changed. */
	open(sealed: Uint8Array, identities: string[]): string;
	/** The same for files, chunk by chunk. */
	sealStream(source: ReadableStream<Uint8Array>, recipients: string[]): Promise<ReadableStream<Uint8Array>>;
	/** Rejects when the header does not open; the stream fails where a chunk was changed. */
	openStream(sealed: ReadableStream<Uint8Array>, identities: string[]): Promise<ReadableStream<Uint8Array>>;
}
