import { argon2Sync } from 'node:crypto';
import type { HardWork, Sealing } from '../suite.ts';
import { makePair, openText, recipientOf, sealText } from './age-text.ts';

/** age (X25519, ChaCha20-Poly1305): its files open with any program that speaks age. */
const age: Sealing = {
	keyName: 'age',
	isRecipient: (text) => text.startsWith('age1'),
	isIdentity: (text) => text.startsWith('AGE-SECRET-KEY-'),
	makePair,
	recipientOf,
	halves: (identity) => [identity.slice(0, firstHalf), identity.slice(firstHalf)],
	seal: sealText,
	open: openText,
	async sealStream(source, recipients) {
		const { Encrypter } = await import('age-encryption');
		const encrypter = new Encrypter();
		for (const each of recipients) encrypter.addRecipient(each);
		return encrypter.encrypt(source);
	},
	async openStream(sealed, identities) {
		const { Decrypter } = await import('age-encryption');
		const decrypter = new Decrypter();
		for (const identity of identities) decrypter.addIdentity(identity);
		return decrypter.decrypt(sealed);
	},
};

/**
 * So far the first half goes: what either half leaves open, the checksum at the end counted, is alike. Either leaves 2^115
 * possibilities.
 */
const firstHalf = 'AGE-SECRET-KEY-1'.length + 29;

/**
 * One pass over a little more than 4 MiB: two milliseconds of a processor, with which a thousand processors try the 16
 * digits of one receipt for six hundred years.
 */
const argon2id = { parallelism: 1, tagLength: 32, memory: 4352, passes: 1 };

/** What of a1 is done in threads. It loads nothing that a thread does not need. */
export const a1HardWork: HardWork = {
	id: 'a1',
	sealing: age,
	stretch: (secret, salt) => argon2Sync('argon2id', { ...argon2id, message: secret, nonce: salt }),
};
