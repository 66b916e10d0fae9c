import {
	createCipheriv,
	createDecipheriv,
	createHmac,
	createPrivateKey,
	createPublicKey,
	diffieHellman,
	generateKeyPairSync,
	hkdfSync,
	type KeyObject,
	randomBytes,
	timingSafeEqual,
} from 'node:crypto';
import { bech32 } from '@scure/base';
import type { KeyPair } from '../suite.ts';

// age for texts (age-encryption.org/v1, X25519 alone), by the cryptography that comes with node: a tenth of the time of
// the library, which computes in JavaScript. Files of any length are left to the library. What one of them seals the
// other opens: tests/api/keys/age-text.test.ts.

const version = 'age-encryption.org/v1';
const x25519 = 'X25519';
const identityPrefix = 'AGE-SECRET-KEY-';
const keyBytes = 32;
const fileKeyBytes = 16;
const nonceBytes = 16;
const tagBytes = 16;
const chunkBytes = 64 * 1024;
/** A sealed file key in base64 fills less than a line. */
const lineBytes = 48;

/** What stands before the 32 bytes of a key of X25519 in the form that node reads. */
const publicAhead = Buffer.from('302a300506032b656e032100', 'hex');
const privateAhead = Buffer.from('302e020100300506032b656e04220420', 'hex');

/** A new key pair. */
export function makePair(): KeyPair {
	const { publicKey, privateKey } = generateKeyPairSync('x25519');
	const identity = privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(privateAhead.length);
	return {
		identity: bech32.encodeFromBytes(identityPrefix, identity).toUpperCase(),
		recipient: bech32.encodeFromBytes('age', rawOf(publicKey)),
	};
}

/** Throws where the identity is damaged. */
export function recipientOf(identity: string): string {
	return bech32.encodeFromBytes('age', rawOf(createPublicKey(privateKeyOf(identity))));
}

/** Throws where a recipient is damaged. */
export function sealText(text: string, recipients: string[]): Buffer {
	const fileKey = randomBytes(fileKeyBytes);
	const stanzas = recipients.map((recipient) => stanzaFor(fileKey, recipient));
	const header = `${version}\n${stanzas.join('')}---`;
	const nonce = randomBytes(nonceBytes);
	const mac = macOf(fileKey, Buffer.from(header));
	return Buffer.concat([
		Buffer.from(`${header} ${unpadded(mac)}\n`),
		nonce,
		...sealedChunks(Buffer.from(text), keyFrom(fileKey, nonce, 'payload')),
	]);
}

/** Throws where no identity opens it, or something of it was changed. */
export function openText(sealed: Uint8Array, identities: readonly string[]): string {
	const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
	const { stanzas, signed, mac, end } = readHeader(bytes);
	const fileKey = fileKeyOf(stanzas, identities);
	// As it is written: of base64 several texts are read alike.
	const right = Buffer.from(unpadded(macOf(fileKey, signed)));
	if (mac.length !== right.length || !timingSafeEqual(mac, right)) throw new Error('the header was changed');
	const nonce = bytes.subarray(end, end + nonceBytes);
	const key = keyFrom(fileKey, nonce, 'payload');
	return Buffer.concat(openedChunks(bytes.subarray(end + nonceBytes), key)).toString();
}

function stanzaFor(fileKey: Buffer, recipient: string): string {
	const { raw, key } = publicKeyOf(recipient);
	const once = generateKeyPairSync('x25519');
	const share = rawOf(once.publicKey);
	const secret = diffieHellman({ privateKey: once.privateKey, publicKey: key });
	const sealed = encrypt(fileKey, keyFrom(secret, Buffer.concat([share, raw]), `${version}/${x25519}`), noNonce);
	return `-> ${x25519} ${unpadded(share)}\n${unpadded(sealed)}\n`;
}

function fileKeyOf(stanzas: Stanza[], identities: readonly string[]): Buffer {
	for (const { privateKey, own } of privateKeysOf(identities)) {
		for (const { kind, share, body } of stanzas) {
			if (kind !== x25519) continue;
			const publicKey = createPublicKey({ key: Buffer.concat([publicAhead, share]), format: 'der', type: 'spki' });
			const secret = diffieHellman({ privateKey, publicKey });
			const fileKey = decrypt(body, keyFrom(secret, Buffer.concat([share, own]), `${version}/${x25519}`), noNonce);
			if (fileKey?.length === fileKeyBytes) return fileKey;
		}
	}
	throw new Error('no identity opens it');
}

interface Stanza {
	kind: string;
	/** Public key that was made for this stanza alone. */
	share: Buffer;
	body: Buffer;
}

/** `signed`: what the MAC is over; `mac`: as it is written there; `end`: where the header ends. Stanzas of other kinds are read and left alone. */
function readHeader(bytes: Buffer): { stanzas: Stanza[]; signed: Buffer; mac: Buffer; end: number } {
	let at = 0;
	const line = () => {
		const end = bytes.indexOf('\n', at);
		if (end < 0) throw new Error('not an age file');
		const text = bytes.toString('latin1', at, end);
		at = end + 1;
		return text;
	};
	if (line() !== version) throw new Error('not an age file');
	const stanzas: Stanza[] = [];
	for (;;) {
		const start = at;
		const head = line();
		if (head.startsWith('--- ')) {
			const mac = Buffer.from(head.slice('--- '.length), 'latin1');
			return { stanzas, signed: bytes.subarray(0, start + '---'.length), mac, end: at };
		}
		const [arrow, kind = '', share = ''] = head.split(' ');
		if (arrow !== '->') throw new Error('not an age file');
		const body: Buffer[] = [];
		do body.push(Buffer.from(line(), 'base64'));
		while (body.at(-1)?.length === lineBytes);
		stanzas.push({ kind, share: Buffer.from(share, 'base64'), body: Buffer.concat(body) });
	}
}

function sealedChunks(bytes: Buffer, key: Buffer): Buffer[] {
	const chunks: Buffer[] = [];
	for (let at = 0; at < bytes.length || at === 0; at += chunkBytes) {
		const nonce = chunkNonce(chunks.length, at + chunkBytes >= bytes.length);
		chunks.push(encrypt(bytes.subarray(at, at + chunkBytes), key, nonce));
	}
	return chunks;
}

function openedChunks(bytes: Buffer, key: Buffer): Buffer[] {
	const chunks: Buffer[] = [];
	const sealedBytes = chunkBytes + tagBytes;
	for (let at = 0; at < bytes.length || at === 0; at += sealedBytes) {
		const isLast = at + sealedBytes >= bytes.length;
		const opened = decrypt(bytes.subarray(at, at + sealedBytes), key, chunkNonce(chunks.length, isLast));
		// Only of an empty text the last chunk is empty.
		if (!opened || (at > 0 && opened.length === 0)) throw new Error('the text was changed');
		chunks.push(opened);
	}
	return chunks;
}

const noNonce = Buffer.alloc(12);

/** Eleven bytes that count, and one that says whether it is the last. */
function chunkNonce(nth: number, isLast: boolean): Buffer {
	const nonce = Buffer.alloc(12);
	nonce.writeUInt32BE(nth, 7);
	nonce[11] = isLast ? 1 : 0;
	return nonce;
}

function encrypt(bytes: Buffer, key: Buffer, nonce: Buffer): Buffer {
	const cipher = createCipheriv('chacha20-poly1305', key, nonce, { authTagLength: tagBytes });
	return Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
}

/** Null where the key is another, or the bytes were changed. */
function decrypt(bytes: Buffer, key: Buffer, nonce: Buffer): Buffer | null {
	if (bytes.length < tagBytes) return null;
	const decipher = createDecipheriv('chacha20-poly1305', key, nonce, { authTagLength: tagBytes });
	decipher.setAuthTag(bytes.subarray(-tagBytes));
	const opened = decipher.update(bytes.subarray(0, -tagBytes));
	try {
		return Buffer.concat([opened, decipher.final()]);
	} catch {
		return null;
	}
}

const keyFrom = (secret: Buffer, salt: Buffer | string, info: string) =>
	Buffer.from(hkdfSync('sha256', secret, salt, info, keyBytes));

const macOf = (fileKey: Buffer, header: Buffer) =>
	createHmac('sha256', keyFrom(fileKey, '', 'header'))
		.update(header)
		.digest();

const unpadded = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');

const rawOf = (key: KeyObject) => key.export({ format: 'der', type: 'spki' }).subarray(publicAhead.length);

interface PublicKey {
	raw: Buffer;
	key: KeyObject;
}

/** Public keys as node wants them: those of the operator come with each text, and one of a report with a few. */
const taken = new Map<string, PublicKey>();
const mostTaken = 32;

function publicKeyOf(recipient: string): PublicKey {
	const known = taken.get(recipient);
	if (known) return known;
	const raw = Buffer.from(bytesOf(recipient, 'age'));
	const key = createPublicKey({ key: Buffer.concat([publicAhead, raw]), format: 'der', type: 'spki' });
	taken.set(recipient, { raw, key });
	const [oldest] = taken.keys();
	if (taken.size > mostTaken && oldest !== undefined) taken.delete(oldest);
	return { raw, key };
}

interface PrivateKey {
	privateKey: KeyObject;
	/** The bytes of its public key. */
	own: Buffer;
}

/** Private keys as node wants them, for as long as whoever opens with them holds the list. */
const held = new WeakMap<readonly string[], PrivateKey[]>();

function privateKeysOf(identities: readonly string[]): PrivateKey[] {
	const known = held.get(identities);
	if (known) return known;
	const keys = identities.map((identity) => {
		const privateKey = privateKeyOf(identity);
		return { privateKey, own: rawOf(createPublicKey(privateKey)) };
	});
	held.set(identities, keys);
	return keys;
}

function privateKeyOf(identity: string): KeyObject {
	const raw = bytesOf(identity, identityPrefix);
	return createPrivateKey({ key: Buffer.concat([privateAhead, raw]), format: 'der', type: 'pkcs8' });
}

function bytesOf(text: string, prefix: string): Uint8Array {
	const { prefix: found, bytes } = bech32.decodeToBytes(text);
	if (found.toUpperCase() !== prefix.toUpperCase() || bytes.length !== keyBytes) throw new Error('not a key of age');
	return bytes;
}
