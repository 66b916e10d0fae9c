import { describe, expect, test } from 'vitest';
import { PortalError } from '../../../api/http/errors.ts';
import { beginDigest, shownDigest } from '../../../api/keys/digest.ts';
import { keyedHash } from '../../../api/keys/keyed-hash.ts';
import { passwordHashes } from '../../../api/keys/passwords.ts';
import { portalKeys } from '../../../api/keys/portal-keys.ts';
import { receiptKeys } from '../../../api/keys/receipt-keys.ts';
import { sealer, unsealer } from '../../../api/keys/seal.ts';
import { signature } from '../../../api/keys/signature.ts';
import type { CryptoSuite } from '../../../api/keys/suite.ts';
import { a1 } from '../../../api/keys/suites/a1.ts';
import { type Suites, suitesOf, UnknownSuite } from '../../../api/keys/suites.ts';
import { sameThread } from './same-thread.ts';
import { t1 } from './t1.ts';

const secret = 'a-secret-of-the-operator-0123456789abcdef';
const before = suitesOf(a1);
const after = suitesOf(t1, a1);
const receipt = { purpose: 'receipt', value: 'key' } as const;

/** Operator's keys, one of each suite. */
function operator() {
	const pairs = [a1.sealing.makePair(), t1.sealing.makePair()];
	return {
		identities: pairs.map(({ identity }) => identity),
		recipients: pairs.map(({ recipient }) => recipient),
	};
}

const typedWell = { number: '123456789012', secret: '1234567890123456' };
/** Keys of reports under some suites, without threads. */
const receiptKeysOf = (suites: Suites, recipients: string[]) =>
	receiptKeys(portalKeys(secret, suites), recipients, sameThread(suites), true);

const streamOf = (text: string) => new Blob([text]).stream();
const textOf = (stream: ReadableStream<Uint8Array>) => new Response(stream).text();

describe.each<[string, CryptoSuite]>([
	['the suite of today', a1],
	['another suite', t1],
])('%s', (_, suite) => {
	const suites = suitesOf(suite);
	const keys = portalKeys(secret, suites);
	const named = expect.stringMatching(new RegExp(`^${suite.id}:.`));

	test('stands by its id before everything it makes', async () => {
		const { recipients } = operator();
		const seals = sealer(suites, recipients);
		const made = await receiptKeysOf(suites, recipients).seal(typedWell, {
			both: { statement: '线索' },
			operator: { identity: '姓名', other: null },
		});
		expect(made.operator.other).toBeNull();
		const digest = beginDigest(suites).update('words').end();
		const sealedFile = await textOf(await seals.sealStream(streamOf('words')));
		const others = [
			keys.of('secret', 'x'),
			keys.encrypt(receipt, 'words'),
			await passwordHashes(suites).hash('password'),
		];
		const ofReport = [
			made.secretHash,
			made.recipient,
			made.wrappedIdentity,
			made.both.statement,
			made.operator.identity,
		];
		for (const each of [...others, ...ofReport, await seals.seal('words'), digest, sealedFile]) {
			expect(each).toEqual(named);
		}
	});

	test('reads what it made', async () => {
		const { identities, recipients } = operator();
		const [seals, opens] = [sealer(suites, recipients), unsealer(suites, identities)];
		const ofReports = receiptKeysOf(suites, recipients);
		const { recipient, wrappedIdentity, ...sealedTexts } = await ofReports.seal(typedWell, {
			both: { statement: '情况' },
			operator: { identity: '姓名' },
		});
		const reporter = await ofReports.typed(typedWell).unsealer(wrappedIdentity);
		const sealed = await seals.seal('线索', recipient);
		expect([await opens.open(sealed), await reporter.open(sealed)]).toEqual(['线索', '线索']);
		expect([await opens.open(sealedTexts.both.statement), await reporter.open(sealedTexts.both.statement)]).toEqual([
			'情况',
			'情况',
		]);
		expect(await opens.open(sealedTexts.operator.identity)).toBe('姓名');
		await expect(reporter.open(sealedTexts.operator.identity)).rejects.toThrow();
		const file = await textOf(await opens.openStream(await seals.sealStream(streamOf('线索'.repeat(9000)))));
		expect(file).toBe('线索'.repeat(9000));
		expect(keys.decrypt(receipt, keys.encrypt(receipt, '回执'))).toBe('回执');
		expect(keys.matches('secret', 'x', keys.of('secret', 'x'))).toBe(true);
		expect(keys.matches('secret', 'y', keys.of('secret', 'x'))).toBe(false);
		expect(keys.matches('draft', 'x', keys.of('secret', 'x'))).toBe(false);
		expect(keys.matches('secret', 'x', null)).toBe(false);
		const passwords = passwordHashes(suites);
		const hash = await passwords.hash('right');
		expect(await passwords.verify({ hash, password: 'right' })).toBe(true);
		expect(await passwords.verify({ hash, password: 'wrong' })).toBe(false);
	});

	test('tells nobody else’s, and nothing that was changed', async () => {
		const { recipients } = operator();
		const sealed = await sealer(suites, recipients).seal('线索');
		const stranger = unsealer(suites, operator().identities);
		await expect(stranger.open(sealed)).rejects.toThrow();
		const encrypted = keys.encrypt(receipt, '回执');
		expect(() => keys.decrypt({ ...receipt, value: 'other' }, encrypted)).toThrow();
		expect(() => portalKeys('another secret', suites).decrypt(receipt, encrypted)).toThrow();
		expect(() => keys.decrypt(receipt, `${encrypted.slice(0, -4)}AAAA`)).toThrow();
		expect(keyedHash('another secret', suites).matches('secret', 'x', keys.of('secret', 'x'))).toBe(false);
	});

	test('continues the cipher of a file wherever it stopped', () => {
		const use = { purpose: 'upload', value: 'id draft' } as const;
		const like = keys.of('draft', 'draft');
		const bytes = Buffer.from('现场照片'.repeat(100));
		const whole = keys.cipherAt(use, like, 0).update(bytes);
		for (const at of [1, 16, 100, 777]) {
			expect(keys.cipherAt(use, like, at).update(bytes.subarray(at))).toEqual(whole.subarray(at));
			expect(keys.cipherAt(use, like, at).update(whole.subarray(at))).toEqual(bytes.subarray(at));
		}
	});
});

describe('after another suite has come to be the current one', () => {
	const [old, now] = [portalKeys(secret, before), portalKeys(secret, after)];

	test('everything of the first is read', async () => {
		const { identities, recipients } = operator();
		const seals = sealer(before, recipients);
		const opens = unsealer(after, identities);
		expect(await opens.open(await seals.seal('线索'))).toBe('线索');
		expect(await textOf(await opens.openStream(await seals.sealStream(streamOf('照片'))))).toBe('照片');
		expect(now.decrypt(receipt, old.encrypt(receipt, '回执'))).toBe('回执');
		expect(now.matches('secret', 'x', old.of('secret', 'x'))).toBe(true);
		expect(
			await passwordHashes(after).verify({ hash: await passwordHashes(before).hash('right'), password: 'right' }),
		).toBe(true);
		expect(now.all('device', 'token')).toEqual([now.of('device', 'token'), old.of('device', 'token')]);
		const texts = { both: { statement: '线索' }, operator: {} };
		const report = await receiptKeysOf(before, recipients).seal(typedWell, texts);
		const answer = await sealer(after, recipients).seal('答复', report.recipient);
		expect(answer).toMatch(/^a1:/);
		const typed = receiptKeysOf(after, recipients).typed(typedWell);
		expect(await typed.matches(report.secretHash)).toBe(true);
		expect(await typed.hashes()).toContain(report.secretHash);
		const reporter = await typed.unsealer(report.wrappedIdentity);
		expect([await reporter.open(answer), await reporter.open(report.both.statement)]).toEqual(['答复', '线索']);
		expect(await opens.open(answer)).toBe('答复');
		// A new receipt is of the new suite, the key that it unlocks stays in the old one.
		const renewed = await receiptKeysOf(after, recipients).seal(typedWell, texts, report.recipient);
		expect([renewed.secretHash, renewed.wrappedIdentity]).toEqual([
			expect.stringMatching(/^t1:/),
			expect.stringMatching(/^t1:/),
		]);
		expect([renewed.recipient, renewed.both.statement]).toEqual([
			expect.stringMatching(/^a1:/),
			expect.stringMatching(/^a1:/),
		]);
	});

	test('a digest is shown by the name that other tools know it by, whichever made it', () => {
		const shown = [before, after].map((suites) => shownDigest(after, beginDigest(suites).update('abc').end()));
		expect(shown).toEqual([
			{ method: 'SHA-256', value: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad' },
			{ method: 'SHA-512', value: expect.stringMatching(/^ddaf35a193617aba.{112}$/) },
		]);
	});

	test('a webhook is signed by the name of the new MAC', () => {
		expect(signature(before, secret, 'body')).toMatch(/^sha256=[0-9a-f]{64}$/);
		expect(signature(after, secret, 'body')).toMatch(/^sha512=[0-9a-f]{128}$/);
	});

	test('libraries keep their secrets, for what they signed is still out', () => {
		for (const library of ['sessions', 'altcha', 'altcha-key'] as const) {
			expect(now.secretFor(library)).toBe(old.secretFor(library));
		}
	});
});

describe('what names no suite, or one that is not known, is refused', () => {
	const withoutName = ['0'.repeat(64), 'age-encryption.org/v1\n', '', ':value', 'A1:value', 'longerthaneight:value'];
	const readers = async (suites: Suites): Promise<Array<[string, (text: string) => unknown]>> => {
		const keys = portalKeys(secret, suites);
		const { identities, recipients } = operator();
		const opens = unsealer(suites, identities);
		return [
			['a keyed hash', (text) => keys.matches('secret', 'x', text)],
			['an encrypted text', (text) => keys.decrypt(receipt, text)],
			['a file that arrives', (text) => keys.cipherAt({ purpose: 'upload', value: 'x' }, text, 0)],
			['a password', (hash) => passwordHashes(suites).verify({ hash, password: 'right' })],
			['a sealed text', (text) => opens.open(text)],
			['a sealed file', (text) => opens.openStream(streamOf(text))],
			['a report’s own key', (text) => sealer(suites, recipients).seal('答复', text)],
			['a digest', (text) => shownDigest(suites, text)],
		];
	};

	test.each([...withoutName.map((text) => [text, null] as const), ['t1:value', 't1'] as const])(
		'%j',
		async (text, id) => {
			for (const [what, read] of await readers(before)) {
				const error: unknown = await (async () => read(text))().then(
					() => what,
					(thrown: unknown) => thrown,
				);
				expect(error, what).toBeInstanceOf(UnknownSuite);
				expect(error, what).toBeInstanceOf(PortalError);
				expect(error, what).toMatchObject({
					suite: id,
					code: 'unavailable',
					message: expect.stringMatching(/^这项内容.+。$/),
				});
			}
			expect(keyedHash(secret, before).knows(text)).toBe(false);
		},
	);

	test('and a file is let go of that is not read', async () => {
		const { identities } = operator();
		let cancelled = false;
		const source = new ReadableStream<Uint8Array>({
			pull: (controller) => controller.enqueue(Buffer.from('t1:sealed by a program of tomorrow')),
			cancel: () => {
				cancelled = true;
			},
		});
		await expect(unsealer(before, identities).openStream(source)).rejects.toBeInstanceOf(UnknownSuite);
		expect(cancelled).toBe(true);
	});
});

test('two suites of one id are no set of suites, nor is one of an id that nothing could name', () => {
	expect(() => suitesOf(a1, { ...t1, id: 'a1' })).toThrow();
	for (const id of ['', 'A1', 'longer-than', '1a', 'a:1']) expect(() => suitesOf({ ...t1, id })).toThrow();
});
