import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asc, desc, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { headsFile, headsName } from '../../../api/audit/heads.ts';
import { readConfig } from '../../../api/config.ts';
import { readSealed } from '../../../api/evidence/read-sealed.ts';
import type { ReceiptAnswer } from '../../../api/intake/receive/receipt-answer.ts';
import { a1 } from '../../../api/keys/suites/a1.ts';
import { ownSuites, suitesOf } from '../../../api/keys/suites.ts';
import { openPortal } from '../../../api/start/open-portal.ts';
import { run } from '../../../db/raw.ts';
import { account, knownDevices, signInFailures, twoFactor, user } from '../../../db/schema/accounts.ts';
import { audit } from '../../../db/schema/audit.ts';
import { uploads } from '../../../db/schema/evidence.ts';
import { receipts } from '../../../db/schema/intake.ts';
import { messages, reports } from '../../../db/schema/reports.ts';
import * as accounts from '../accounts/accounts.ts';
import { codeOf, enrol } from '../accounts/sign-in/authenticator.ts';
import { type Phone, phoneOf, placeOf, sha256 } from '../evidence/uploads/phone.ts';
import { jpeg } from '../evidence/uploads/pictures.ts';
import { type Answer, aReport, content, openTestPortal, type TestPortal } from '../portal.ts';
import { dropGuards } from '../triggers.ts';
import { sameThread } from './same-thread.ts';
import { t1 } from './t1.ts';

// One portal: opened under the first suite, filled, closed, and opened again by a program that knows another one and
// writes with it. What was left half done under the first is gone on with under the second.

const demoPassword = 'demo-password-2026';
const known = { mode: 'named', name: '欧阳建国', phone: '13804217788' };
const key = crypto.randomUUID();
const stranger = '203.0.113.9';
const both = suitesOf(t1, a1);

let scratch: string;
let portal: TestPortal;
let env: Record<string, string>;
let oldKeys: { recipient: string; identity: string };
let newKeys: typeof oldKeys;

/** The last row of the log under the first suite. */
let lastOld: number;
let receipt: ReceiptAnswer;
let phone: Phone;
/** The picture of the report. */
let sent: string;
let part: { path: string; bytes: Uint8Array<ArrayBuffer>; at: number };
let picture: Uint8Array<ArrayBuffer>;
let app: Awaited<ReturnType<typeof enrol>>;
let device: string;
let clerk: string;
let reset: { id: string; half: string; username: string };

const send = (headers: Record<string, string>, changes: object = {}) =>
	portal.call('POST', 'api/reports', { body: { ...aReport(), reporter: known, ...changes }, headers });
const track = async ({ number, secret }: ReceiptAnswer) =>
	(await portal.call('POST', 'api/reports/track', { body: { number, secret } })).json;
const write = async (number: string, text: string) => {
	const as = await portal.signIn('beipiao');
	return portal.call('POST', `api/staff/reports/${number}/messages`, { as, body: { text } });
};
const wrong = (username: string, from: string) => accounts.signIn(portal, username, 'wrong-password-1', { from });

const lastRows = (from: TestPortal, count: number) =>
	from.staff.db.read.select().from(audit).orderBy(desc(audit.seq)).limit(count);
const reportOf = async ({ number }: ReceiptAnswer) => {
	const [row] = await portal.staff.db.read.select().from(reports).where(eq(reports.number, number));
	if (!row) throw new Error(`no report ${number}`);
	return row;
};
const accountId = async (username: string) => {
	const [row] = await portal.staff.db.read.select().from(user).where(eq(user.username, username));
	return row?.id ?? '';
};
const passwordOf = async (username: string) => {
	const [row] = await portal.staff.db.read
		.select({ hash: account.password })
		.from(account)
		.innerJoin(user, eq(user.id, account.userId))
		.where(eq(user.username, username));
	return row?.hash ?? '';
};

const ofFirst = expect.stringMatching(/^a1:/);
const ofSecond = expect.stringMatching(/^t1:/);

/** The cookies of known devices in an answer. */
function devicesOf({ headers }: Answer): string {
	const lines = headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
	return lines.filter((cookie) => cookie.startsWith('device-')).join('; ');
}

/** What was done under the first suite. */
async function fill(): Promise<void> {
	phone = phoneOf(portal);
	picture = await jpeg();
	sent = (await phone.send(picture)).id;
	const taken = await send({ 'idempotency-key': key, 'upload-draft': phone.draft }, { uploads: [sent] });
	expect(taken.status).toBe(201);
	receipt = taken.json;
	await portal.move('beipiao', receipt.number, 'accept', { reply: '已受理，请保持关注。' });
	await write(receipt.number, '请补充具体位置。');

	const bytes = await jpeg(700, 500);
	const path = placeOf(await phone.announce(bytes.length));
	const at = Math.floor(bytes.length / 3);
	await phone.put(path, 0, bytes.subarray(0, at));
	part = { path, bytes, at };

	clerk = (await accounts.aClerk(portal)).username;
	device = devicesOf(await accounts.signIn(portal, clerk));
	app = await enrol(portal, 'lingyuan');
	for (let nth = 0; nth < 3; nth++) await wrong('jianping', stranger);

	const other = await accounts.aClerk(portal);
	const asked = await accounts.asks(portal, { kind: 'reset', userId: other.id });
	const [{ id: requestId }] = asked.json.items;
	const decided = await accounts.decides(portal, requestId);
	reset = { id: requestId, half: decided.json.half, username: other.username };

	await portal.auditWatch.everyHour();
	await portal.writeFolderManifest();
}

beforeAll(async () => {
	scratch = mkdtempSync(join(tmpdir(), 'switched-'));
	[oldKeys, newKeys] = [a1.sealing.makePair(), t1.sealing.makePair()];
	const identityFile = join(scratch, 'seal.identity');
	writeFileSync(identityFile, `${oldKeys.identity}\n`);
	env = {
		PORTAL_SECRET: 'a-secret-of-the-operator-0123456789abcdef',
		SEAL_IDENTITY_FILE: identityFile,
		SEAL_RECIPIENTS: oldKeys.recipient,
	};
	portal = await openTestPortal(env, { suites: ownSuites });
	await fill();

	const { dataDir } = portal;
	lastOld = (await lastRows(portal, 1))[0]?.seq ?? 0;
	await portal.close();
	writeFileSync(identityFile, `${oldKeys.identity}\n${newKeys.identity}\n`);
	env = { ...env, SEAL_RECIPIENTS: `${newKeys.recipient},${oldKeys.recipient}` };
	const settings = readConfig({ ...env, ...portal.settings, CAPTCHA: 'off' });
	const accepting = await openPortal(settings, content, { acceptsKeys: true, suites: both, threads: sameThread(both) });
	await accepting.acceptKeys();
	await accepting.close();
	portal = await openTestPortal(env, { accounts: false, dataDir, suites: both });
	phone = phoneOf(portal, phone.draft);
}, 60_000);
afterAll(async () => {
	await portal.remove();
	rmSync(scratch, { recursive: true, force: true });
});

describe('what was written under the first suite', () => {
	test('opens for the reporter: receipt and conversation', async () => {
		const { status, messages: talk, timeline } = await track(receipt);
		expect(status).toBe('accepted');
		expect(talk).toMatchObject([{ text: '请补充具体位置。' }]);
		expect(JSON.stringify(timeline)).toContain('已受理，请保持关注。');
		expect((await track({ ...receipt, secret: '0'.repeat(16) })).code).toBe('not_found');
	});

	test('opens for staff: words, identity, original and its digest', async () => {
		const as = await portal.signIn('beipiao');
		const { json } = await portal.call('GET', `api/staff/reports/${receipt.number}`, { as });
		expect(json.description).toBe(aReport()['description']);
		expect(json.attachments).toMatchObject([{ digest: { method: 'SHA-256', value: sha256(picture) } }]);
		const { sealedIdentity } = await reportOf(receipt);
		expect(JSON.parse(await portal.staff.unsealer.open(sealedIdentity ?? ''))).toMatchObject({ name: '欧阳建国' });
		const original = await readSealed(portal.staff, portal.staff.files.original(json.attachments[0].id));
		expect(Buffer.from(await new Response(original).arrayBuffer())).toEqual(picture);
	});

	test('is answered in its own suite, and the reporter reads the answer', async () => {
		expect((await write(receipt.number, '位置已核对。')).status).toBe(201);
		const { id } = await reportOf(receipt);
		const kept = await portal.staff.db.read.select().from(messages).where(eq(messages.reportId, id));
		for (const { sealed } of kept) expect(sealed).toEqual(ofFirst);
		expect((await track(receipt)).messages.at(-1)).toMatchObject({ text: '位置已核对。' });
	});

	test('gives the same receipt for the same Idempotency-Key, and refuses other words under it', async () => {
		const headers = { 'idempotency-key': key, 'upload-draft': phone.draft };
		const again = await send(headers, { uploads: [sent] });
		expect(again).toMatchObject({ status: 201, json: { number: receipt.number, secret: receipt.secret } });
		expect((await send(headers)).json.code).toBe('idempotency_reused');
		expect(await portal.staff.db.read.select().from(receipts)).toMatchObject([{ keyHash: ofFirst }]);
	});

	test('is gone on with: a file that was half there', async () => {
		expect((await phone.ask(part.path)).headers.get('upload-offset')).toBe(String(part.at));
		expect((await phone.put(part.path, part.at, part.bytes.subarray(part.at))).status).toBe(204);
		const id = part.path.split('/').at(-1) ?? '';
		const [row] = await portal.staff.db.read.select().from(uploads).where(eq(uploads.id, id));
		expect(row).toMatchObject({ state: 'sealed', draftHash: ofFirst, digestHash: ofSecond, sealedDigest: ofSecond });
		expect(
			readFileSync(join(portal.dataDir, portal.staff.files.original(id)))
				.subarray(0, 3)
				.toString(),
		).toBe('t1:');
		const original = await readSealed(portal.staff, portal.staff.files.original(id));
		expect(Buffer.from(await new Response(original).arrayBuffer())).toEqual(part.bytes);
	});

	test('is verified: each row of the log and each head that was noted, with those that follow', async () => {
		portal.setNow(new Date(Date.now() + 86_400_000).toISOString());
		await portal.auditWatch.everyHour();
		portal.setNow(null);
		expect(await portal.auditWatch.verify()).toMatchObject({ full: true, faults: [] });
		const noted = await headsFile(join(portal.dataDir, headsName), portal.staff.keys).read();
		expect(noted).toMatchObject({ changed: [], heads: [{ mac: ofFirst }, { mac: ofSecond }] });
		for (const { seq, hash } of await portal.staff.db.read.select().from(audit).orderBy(asc(audit.seq))) {
			expect({ seq, hash }).toEqual({ seq, hash: seq <= lastOld ? ofFirst : ofSecond });
		}
	});
});

describe('whoever had an account under the first suite', () => {
	test('signs in with the password, and with a code of the app or of the paper', async () => {
		const enter = async (code: string) => {
			const half = accounts.cookieOf(await accounts.signIn(portal, 'lingyuan', demoPassword));
			return (await portal.call('POST', 'api/staff/session/second-factor', { as: half, body: { code } })).status;
		};
		const [first = '', second = ''] = app.backupCodes;
		expect([await enter(codeOf(app.uri)), await enter(first), await enter(first), await enter(second)]).toEqual([
			...[200, 200, 401, 200],
		]);
		const [row] = await portal.staff.db.read.select().from(twoFactor);
		expect(row).toMatchObject({ secret: ofFirst, backupCodes: ofSecond });
	});

	test('has the wrong tries of before counted with those of now', async () => {
		const signIn = () => accounts.signIn(portal, 'jianping', demoPassword, { from: stranger });
		await wrong('jianping', stranger);
		expect((await wrong('jianping', stranger)).status).toBe(423);
		expect((await signIn()).status).toBe(423);
		const id = await accountId('jianping');
		const reset = await accounts.byBoth(portal, { kind: 'reset', userId: id });
		expect((await accounts.signIn(portal, 'jianping', reset, { from: stranger })).status).toBe(200);
	});

	test('is known in the browser of before, which strangers do not lock', async () => {
		expect(device).toMatch(/^device-a1-[0-9a-f]{16}=\d{40}$/);
		for (let nth = 0; nth < 5; nth++) await wrong(clerk, stranger);
		const from = stranger;
		expect((await accounts.signIn(portal, clerk, undefined, { from })).status).toBe(423);
		const again = await accounts.signIn(portal, clerk, undefined, { from, as: device });
		expect(again.status).toBe(200);
		// The same browser, under the name of today.
		expect(devicesOf(again)).toMatch(new RegExp(`^device-t1-[0-9a-f]{16}=${device.split('=')[1]}$`));
		expect((await accounts.signIn(portal, clerk, undefined, { from, as: devicesOf(again) })).status).toBe(200);
		const rows = await portal.staff.db.read
			.select()
			.from(knownDevices)
			.where(eq(knownDevices.userId, await accountId(clerk)));
		expect(rows).toMatchObject([{ tokenHash: ofFirst }]);
	});

	test('gets the one-time password of which one half was handed out before', async () => {
		const { json } = await accounts.collects(portal, reset.id);
		expect((await accounts.signIn(portal, reset.username, `${json.half}-${reset.half}`)).status).toBe(200);
	});
});

describe('what is new', () => {
	test('carries the id of the second suite: a report with all that belongs to it', async () => {
		const key = crypto.randomUUID();
		const { json } = await send({ 'idempotency-key': key });
		expect(await reportOf(json)).toMatchObject({
			...{ secretHash: ofSecond, sealedStatement: ofSecond, sealedIdentity: ofSecond },
			...{ recipient: ofSecond, wrappedIdentity: ofSecond },
		});
		const [last] = await portal.staff.db.read.select().from(receipts).orderBy(desc(receipts.at)).limit(1);
		expect(last).toMatchObject({ keyHash: ofSecond, requestHash: ofSecond, sealedAnswer: ofSecond });
		await write(json.number, '请补充具体位置。');
		const { id } = await reportOf(json);
		const kept = await portal.staff.db.read.select().from(messages).where(eq(messages.reportId, id));
		expect(kept).toMatchObject([{ sealed: ofSecond }]);
		expect((await track(json)).messages).toMatchObject([{ text: '请补充具体位置。' }]);
	});

	test('carries it: an account with its password, its second factor, its browser', async () => {
		const { id, username } = await accounts.aClerk(portal);
		const signedIn = await accounts.signIn(portal, username);
		expect(devicesOf(signedIn)).toMatch(/^device-t1-/);
		expect(await passwordOf(username)).toEqual(ofSecond);
		await enrol(portal, 'longcheng');
		const of = eq(twoFactor.userId, await accountId('longcheng'));
		const [row] = await portal.staff.db.read.select().from(twoFactor).where(of);
		expect(row).toMatchObject({ secret: ofSecond, backupCodes: ofSecond });
		const devices = await portal.staff.db.read.select().from(knownDevices).where(eq(knownDevices.userId, id));
		expect(devices).toMatchObject([{ tokenHash: ofSecond }]);
	});

	test('carries it: a new password in place of one that the first suite hashed', async () => {
		expect(await passwordOf('beipiao')).toEqual(ofFirst);
		const as = await portal.signIn('beipiao');
		const body = { current: demoPassword, next: 'another-one-2026' };
		expect((await portal.call('POST', 'api/staff/password', { as, body })).status).toBe(204);
		expect(await passwordOf('beipiao')).toEqual(ofSecond);
		expect((await accounts.signIn(portal, 'beipiao', 'another-one-2026')).status).toBe(200);
	});
});

describe('what names a suite that nobody knows, or none,', () => {
	const sentence = /^这项内容.+密码套件.+系统管理员.+。$/;

	test('is no receipt: the reporter is told that it cannot be used, not that it is wrong', async () => {
		const { json } = await send({ 'idempotency-key': crypto.randomUUID() });
		const { secretHash, id } = await reportOf(json);
		for (const hash of [secretHash.replace('t1:', ''), secretHash.replace('t1:', 'z9:')]) {
			await portal.staff.db.write((tx) =>
				tx.update(reports).set({ secretHash: hash }).where(eq(reports.id, id)).then(),
			);
			expect(await track(json)).toMatchObject({
				status: 503,
				code: 'unavailable',
				detail: expect.stringMatching(sentence),
			});
		}
	});

	test('is no password: the officer is told, and no wrong try is counted', async () => {
		const { id, username } = await accounts.aClerk(portal);
		const hash = await passwordOf(username);
		for (const other of [hash.replace('t1:', ''), hash.replace('t1:', 'z9:')]) {
			await portal.staff.db.write((tx) =>
				tx.update(account).set({ password: other }).where(eq(account.userId, id)).then(),
			);
			const before = await portal.staff.db.read.select().from(signInFailures);
			const { json } = await accounts.signIn(portal, username);
			expect(json).toMatchObject({ status: 503, code: 'unavailable', detail: expect.stringMatching(sentence) });
			expect(await portal.staff.db.read.select().from(signInFailures)).toEqual(before);
		}
	});

	test('is no row of the log: the verification says so', async () => {
		const [row] = await lastRows(portal, 1);
		const set = (hash = '') => sql`UPDATE audit SET hash = ${hash} WHERE seq = ${row?.seq}`;
		await portal.staff.db.write((tx) => dropGuards(tx, 'audit'));
		for (const hash of [
			row?.hash.replace('t1:', ''),
			row?.hash.replace('t1:', 'z9:'),
			row?.hash.replace('t1:', 'a1:'),
		]) {
			await portal.staff.db.write((tx) => run(tx, set(hash)));
			expect((await portal.auditWatch.verify())?.faults).toContainEqual({
				kind: 'changed',
				from: row?.seq,
				to: row?.seq,
			});
			await portal.staff.db.write((tx) => run(tx, set(row?.hash)));
		}
	});
});

describe('a start is refused in one sentence', () => {
	const refusal = async (changes: Record<string, string>, suites = both) => {
		const opened = openTestPortal({ ...env, ...changes }, { accounts: false, dataDir: portal.dataDir, suites });
		const error: unknown = await opened.then(
			(other) => other.close(),
			(thrown: unknown) => thrown,
		);
		expect(error).toMatchObject({ name: 'ConfigError', message: expect.stringMatching(/^[^\n]+。$/) });
		return error instanceof Error ? error.message : '';
	};

	test('of a program that does not know the second suite', async () => {
		const before = suitesOf(a1);
		expect(await refusal({}, before)).toContain('SEAL_RECIPIENTS 中有不是 age 公钥的内容');
		expect(await refusal({ SEAL_RECIPIENTS: oldKeys.recipient }, before)).toMatch(/密码套件 t1 .+本版程序不认识/);
	});

	test('without a public key of the suite that writes', async () => {
		expect(await refusal({ SEAL_RECIPIENTS: oldKeys.recipient })).toContain('SEAL_RECIPIENTS 中没有 X448 公钥');
	});

	test('without one of the suite that reports of before are answered in', async () => {
		expect(await refusal({ SEAL_RECIPIENTS: newKeys.recipient })).toContain('SEAL_RECIPIENTS 中没有留下 age 公钥');
	});
});
