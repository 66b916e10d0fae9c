import {
	createCipheriv,
	createDecipheriv,
	createHash,
	createHmac,
	createPrivateKey,
	createPublicKey,
	diffieHellman,
	generateKeyPairSync,
	hkdfSync,
	type KeyObject,
	pbkdf2Sync,
	randomBytes,
} from 'node:crypto';
import type { CryptoSuite, Sealing } from '../../../api/keys/suite.ts';

// A second suite that shares no algorithm with the first: X448, AES-256-GCM, SHA-512, HMAC-SHA-512, ChaCha20-Poly1305,
// AES-128-CTR, PBKDF2. It stands for one that comes later, and is good for nothing else: streams are sealed as a whole.

const publicAhead = 'x448-public-';
const privateAhead = 'X448-PRIVATE-';

const textOf = (key: KeyObject, type: 'spki' | 'pkcs8') => key.export({ type, format: 'der' }).toString('base64url');
const publicKey = (text: string) =>
	createPublicKey({ key: Buffer.from(text.slice(publicAhead.length), 'base64url'), type: 'spki', format: 'der' });
const privateKey = (text: string) =>
	createPrivateKey({ key: Buffer.from(text.slice(privateAhead.length), 'base64url'), type: 'pkcs8', format: 'der' });

function gcm(bytes: Uint8Array, key: Buffer): Buffer {
	const nonce = randomBytes(12);
	const cipher = createCipheriv('aes-256-gcm', key, nonce);
	const body = Buffer.concat([cipher.update(bytes), cipher.final()]);
	return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

function ungcm(bytes: Buffer, key: Buffer): Buffer {
	const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
	decipher.setAuthTag(bytes.subarray(12, 28));
	return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]);
}

/** The key that two parties share. */
const shared = (ours: KeyObject, theirs: KeyObject) =>
	createHash('sha512')
		.update(diffieHellman({ privateKey: ours, publicKey: theirs }))
		.digest()
		.subarray(0, 32);

/** A line of JSON with the key of the file for each reader, then the file. */
function sealBytes(bytes: Uint8Array, recipients: string[]): Buffer {
	const fileKey = randomBytes(32);
	const once = generateKeyPairSync('x448');
	const keys = recipients.map((each) => gcm(fileKey, shared(once.privateKey, publicKey(each))).toString('base64'));
	const head = JSON.stringify({ once: `${publicAhead}${textOf(once.publicKey, 'spki')}`, keys });
	return Buffer.concat([Buffer.from(`${head}\n`), gcm(bytes, fileKey)]);
}

function openBytes(sealed: Buffer, identities: string[]): Buffer {
	const end = sealed.indexOf('\n');
	const head: { once: string; keys: string[] } = JSON.parse(sealed.subarray(0, end).toString());
	for (const identity of identities) {
		const ours = shared(privateKey(identity), publicKey(head.once));
		for (const each of head.keys) {
			try {
				const fileKey = ungcm(Buffer.from(each, 'base64'), ours);
				return ungcm(sealed.subarray(end + 1), fileKey);
			} catch {
				// Another reader's.
			}
		}
	}
	throw new Error('no identity opens it');
}

async function bytesOf(stream: ReadableStream<Uint8Array>): Promise<Buffer> {
	return Buffer.from(await new Response(stream).arrayBuffer());
}

const streamOf = (bytes: Buffer) => new Blob([Buffer.from(bytes)]).stream();

const x448: Sealing = {
	keyName: 'X448',
	isRecipient: (text) => text.startsWith(publicAhead),
	isIdentity: (text) => text.startsWith(privateAhead),
	makePair() {
		const { publicKey, privateKey } = generateKeyPairSync('x448');
		return {
			identity: `${privateAhead}${textOf(privateKey, 'pkcs8')}`,
			recipient: `${publicAhead}${textOf(publicKey, 'spki')}`,
		};
	},
	recipientOf: (identity) => `${publicAhead}${textOf(createPublicKey(privateKey(identity)), 'spki')}`,
	halves: (identity) => [identity.slice(0, 50), identity.slice(50)],
	seal: (text, recipients) => sealBytes(Buffer.from(text), recipients),
	open: (sealed, identities) => openBytes(Buffer.from(sealed), identities).toString(),
	sealStream: async (source, recipients) => streamOf(sealBytes(await bytesOf(source), recipients)),
	openStream: async (sealed, identities) => streamOf(openBytes(await bytesOf(sealed), identities)),
};

const rounds = 1000;

/** A suite for tests alone. */
export const t1: CryptoSuite = {
	id: 't1',
	digestName: 'SHA-512',
	macName: 'sha512',
	sealing: x448,
	stretch: (secret, salt) => pbkdf2Sync(secret, salt, rounds, 32, 'sha512'),
	digest() {
		const hash = createHash('sha512');
		return { update: (chunk) => void hash.update(chunk), end: () => hash.digest('hex') };
	},
	mac: (key) => (text) => createHmac('sha512', key).update(text).digest('hex'),
	deriveKey: (secret, info, salt = '') => Buffer.from(hkdfSync('sha512', secret, salt, info, 32)),
	encrypt(text, key) {
		const nonce = randomBytes(12);
		const cipher = createCipheriv('chacha20-poly1305', key, nonce, { authTagLength: 16 });
		const body = Buffer.concat([cipher.update(text), cipher.final()]);
		return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
	},
	decrypt(encrypted, key) {
		const bytes = Buffer.from(encrypted, 'base64url');
		const decipher = createDecipheriv('chacha20-poly1305', key, bytes.subarray(0, 12), { authTagLength: 16 });
		decipher.setAuthTag(bytes.subarray(12, 28));
		return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString();
	},
	cipherAt(key, offset) {
		const counter = Buffer.alloc(16);
		counter.writeBigUInt64BE(BigInt(Math.floor(offset / 16)), 8);
		const cipher = createCipheriv('aes-128-ctr', key.subarray(0, 16), counter);
		cipher.update(Buffer.alloc(offset % 16));
		return cipher;
	},
	async hashPassword(password) {
		const salt = randomBytes(16).toString('hex');
		return `${salt}:${pbkdf2Sync(password, salt, rounds, 32, 'sha512').toString('hex')}`;
	},
	async verifyPassword(password, hash) {
		const [salt = '', key] = hash.split(':');
		return pbkdf2Sync(password, salt, rounds, 32, 'sha512').toString('hex') === key;
	},
};
