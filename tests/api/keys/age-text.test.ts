import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makePair, openText, recipientOf, sealText } from '../../../api/keys/suites/age-text.ts';

// Texts as reporters write them, and of lengths about the 64 KiB after which age begins another chunk.
const chunk = 64 * 1024;
const anyText = fc.oneof(
	{ weight: 8, arbitrary: fc.string({ unit: 'grapheme', maxLength: 400 }) },
	{
		weight: 1,
		arbitrary: fc.constantFrom(-1, 0, 1, chunk - 1, chunk, chunk + 1).map((more) => 'x'.repeat(chunk + more)),
	},
);
const runs = { numRuns: 40 };

async function byLibrary(sealed: Uint8Array, identity: string): Promise<string> {
	const decrypter = new Decrypter();
	decrypter.addIdentity(identity);
	return decrypter.decrypt(sealed, 'text');
}

async function sealedByLibrary(text: string, recipients: string[]): Promise<Uint8Array> {
	const encrypter = new Encrypter();
	for (const each of recipients) encrypter.addRecipient(each);
	return encrypter.encrypt(text);
}

describe('a text that the portal seals', () => {
	test('opens with the library of age, for each whom it is sealed to', async () => {
		await fc.assert(
			fc.asyncProperty(anyText, fc.integer({ min: 1, max: 3 }), async (text, readers) => {
				const pairs = Array.from({ length: readers }, makePair);
				const sealed = sealText(
					text,
					pairs.map(({ recipient }) => recipient),
				);
				for (const { identity } of pairs) expect(await byLibrary(sealed, identity)).toBe(text);
			}),
			runs,
		);
	});

	test('is opened by the portal where the library sealed it', async () => {
		await fc.assert(
			fc.asyncProperty(anyText, fc.integer({ min: 1, max: 3 }), async (text, readers) => {
				const pairs = Array.from({ length: readers }, makePair);
				const sealed = await sealedByLibrary(
					text,
					pairs.map(({ recipient }) => recipient),
				);
				for (const { identity } of pairs) expect(openText(sealed, [makePair().identity, identity])).toBe(text);
			}),
			runs,
		);
	});

	test('opens for nobody else, and not once a byte of it was changed or its end cut off', () => {
		const { identity, recipient } = makePair();
		fc.assert(
			fc.property(fc.string({ maxLength: 60 }), fc.nat(), fc.integer({ min: 1, max: 255 }), (text, where, bits) => {
				const sealed = sealText(text, [recipient]);
				expect(() => openText(sealed, [makePair().identity])).toThrow();
				const changed = Buffer.from(sealed);
				const at = where % sealed.length;
				changed[at] = (changed[at] ?? 0) ^ bits;
				expect(openedOr(changed, identity, null)).toBeNull();
				expect(() => openText(sealed.subarray(0, at), [identity])).toThrow();
			}),
			{ numRuns: 300 },
		);
	});

	test('of several chunks opens only whole and in order', () => {
		const { identity, recipient } = makePair();
		const sealed = sealText('x'.repeat(3 * chunk), [recipient]);
		const size = chunk + 16;
		const start = sealed.length - 3 * size;
		const [first, second, third] = [0, 1, 2].map((nth) =>
			sealed.subarray(start + nth * size, start + (nth + 1) * size),
		);
		const head = sealed.subarray(0, start);
		const of = (...chunks: Array<Uint8Array | undefined>) =>
			Buffer.concat([head, ...chunks.map((each) => each ?? Buffer.alloc(0))]);
		expect(openText(of(first, second, third), [identity])).toBe('x'.repeat(3 * chunk));
		for (const wrong of [
			of(first, second),
			of(second, first, third),
			of(first, third),
			of(first, second, third, first),
		]) {
			expect(() => openText(wrong, [identity])).toThrow();
		}
	});
});

describe('keys', () => {
	test('are those of the library', async () => {
		const { identity, recipient } = makePair();
		expect(await identityToRecipient(identity)).toBe(recipient);
		const other = await generateX25519Identity();
		expect(recipientOf(other)).toBe(await identityToRecipient(other));
	});

	test('that are damaged, cut or of another kind are refused', () => {
		const { identity, recipient } = makePair();
		const wrong = [identity.slice(0, -1), `${identity.slice(0, -1)}!`, recipient, '', 'AGE-SECRET-KEY-1'];
		for (const each of wrong) expect(() => recipientOf(each), each).toThrow();
		for (const each of [recipient.slice(0, -2), identity, 'age1', '']) {
			expect(() => sealText('x', [each]), each).toThrow();
		}
	});
});

test('a stanza of another kind, as other programs write them, is passed over', async () => {
	const { identity, recipient } = makePair();
	const encrypter = new Encrypter();
	encrypter.addRecipient({
		wrapFileKey: () => [
			{ args: ['example-grease', 'x'], body: new Uint8Array(96) },
			{ args: ['empty'], body: new Uint8Array(0) },
		],
	});
	encrypter.addRecipient(recipient);
	expect(openText(await encrypter.encrypt('线索'), [identity])).toBe('线索');
});

function openedOr<T>(sealed: Buffer, identity: string, otherwise: T): string | T {
	try {
		return openText(sealed, [identity]);
	} catch {
		return otherwise;
	}
}
