import { eq } from 'drizzle-orm';
import { readSheet } from 'read-excel-file/universal';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createAccount } from '../../../../api/accounts/create-account.ts';
import { thePortal } from '../../../../api/permission/actor.ts';
import { DiskFull } from '../../../../db/disk-space.ts';
import { alerts } from '../../../../db/schema/alerts.ts';
import { audit } from '../../../../db/schema/audit.ts';
import { importedReports } from '../../../../db/schema/intake.ts';
import { reports } from '../../../../db/schema/reports.ts';
import { phoneOf, raw } from '../../evidence/uploads/phone.ts';
import { jpeg } from '../../evidence/uploads/pictures.ts';
import { content, openTestPortal, type TestPortal } from '../../portal.ts';
import { filesBelow } from '../../stored.ts';
import { aRow, type Cells, listOf, sendList } from './lists.ts';

let portal: TestPortal;
beforeAll(async () => {
	portal = await openTestPortal();
	portal.setNow('2026-05-04T02:00:00Z');
	const account = { username: 'other-clerk', name: 'other-clerk', role: 'clerk', adcode: 211381, demo: true } as const;
	await createAccount(portal.staff, portal.auth, thePortal, { ...account, password: 'demo-password-2026' });
	const lead = { ...account, username: 'its-lead', name: 'its-lead', role: 'county-lead' } as const;
	await createAccount(portal.staff, portal.auth, thePortal, { ...lead, password: 'demo-password-2026' });
});
afterAll(() => portal.remove());

interface Receipt {
	sourceNumber: string;
	number: string;
	secret: string;
	note: string;
}

const receiptsIn = async (bytes: ArrayBuffer): Promise<Receipt[]> =>
	(await readSheet(bytes)).slice(1).map((row) => {
		const [sourceNumber = '', number = '', secret = '', note = ''] = row.map((cell) => String(cell ?? ''));
		return { sourceNumber, number: number.replaceAll(' ', ''), secret: secret.replaceAll(' ', ''), note };
	});

/** Imports rows; resolves with the receipts and the id of the import. */
async function imported(rows: Cells[], username = 'beipiao') {
	const bytes = await listOf(rows);
	const key = crypto.randomUUID();
	const sent = await sendList(portal, 'import', bytes, { username, key });
	const receipts = await receiptsIn(sent.bytes);
	const [row] = await portal.staff.db.read
		.select({ id: importedReports.importId })
		.from(importedReports)
		.innerJoin(reports, eq(reports.id, importedReports.reportId))
		.where(eq(reports.number, receipts[0]?.number ?? ''));
	return { id: row?.id ?? '', receipts, bytes, key };
}

async function renew(id: string, body: unknown = {}, username = 'beipiao') {
	const as = { 'content-type': 'application/json', cookie: await portal.signIn(username) };
	const path = `api/staff/imports/${id}/receipts`;
	const { status, headers, bytes } = await raw(portal, 'POST', path, as, JSON.stringify(body));
	if (status !== 201) return { status, headers, receipts: [], json: JSON.parse(bytes.toString()) };
	return { status, headers, receipts: await receiptsIn(new Uint8Array(bytes).buffer), json: null };
}

const track = ({ number, secret }: Pick<Receipt, 'number' | 'secret'>) =>
	portal.call('POST', 'api/reports/track', { body: { number, secret } });
const first = <Item>([item]: Item[]): Item => {
	if (item === undefined) throw new Error('nothing there');
	return item;
};

describe('receipts made anew', () => {
	test('open the report with all that was written to its reporter, and the old ones nothing', async () => {
		const { id, receipts } = await imported([aRow(), aRow()]);
		const old = first(receipts);
		const as = await portal.signIn('beipiao');
		const message = { text: '请补充具体位置。', askForMore: true };
		await portal.call('POST', `api/staff/reports/${old.number}/messages`, { as, body: message });

		const { status, headers, receipts: renewed } = await renew(id);
		expect({ status, cache: headers.get('cache-control') }).toEqual({ status: 201, cache: 'no-store' });
		expect(renewed.map(({ sourceNumber }) => sourceNumber)).toEqual(receipts.map(({ sourceNumber }) => sourceNumber));
		for (const each of receipts) expect((await track(each)).json.code).toBe('receipt_renewed');
		for (const each of renewed) {
			expect(each.secret).toMatch(/^\d{16}$/);
			expect((await track(each)).status).toBe(200);
		}
		const { json } = await track(first(renewed));
		expect(json.messages).toEqual([expect.objectContaining({ from: 'staff', text: '请补充具体位置。' })]);
		expect(json.timeline.map(({ text }: { text: string }) => text)).toContain('查询密码已重新生成，原来的密码作废。');
		const words = await portal.call('GET', `api/staff/reports/${old.number}`, { as });
		expect(words.json.description).toContain('挖掘机挖矿');
	});

	test('let the reporter go on: what they add is read by staff, and what staff write by them', async () => {
		const { id } = await imported([aRow()]);
		const { number, secret } = first((await renew(id)).receipts);
		const body = { number, secret, text: '就在村北第二道沟。' };
		const headers = { 'idempotency-key': crypto.randomUUID() };
		expect((await portal.call('POST', 'api/reports/track/messages', { body, headers })).status).toBe(201);
		const as = await portal.signIn('beipiao');
		await portal.call('POST', `api/staff/reports/${number}/messages`, { as, body: { text: '收到。' } });
		const { json } = await track({ number, secret });
		expect(json.messages.map(({ text }: { text: string }) => text)).toEqual(['就在村北第二道沟。', '收到。']);
	});

	test('open the pictures that staff sent, which the old ones no longer do', async () => {
		const { id, receipts } = await imported([aRow()]);
		const old = first(receipts);
		const cookie = await portal.signIn('beipiao');
		const phone = phoneOf(portal, undefined, { path: 'api/staff/uploads', headers: { cookie } });
		const uploads = [(await phone.send(await jpeg())).id];
		const path = `api/staff/reports/${old.number}/messages`;
		const headers = { 'upload-draft': phone.draft };
		expect((await portal.call('POST', path, { as: cookie, body: { text: '请看。', uploads }, headers })).status).toBe(
			201,
		);
		const renewed = first((await renew(id)).receipts);
		const { json } = await track(renewed);
		const picture = json.messages[0].pictures[0];
		const type = { 'content-type': 'application/json' };
		const open = ({ number, secret }: Receipt) =>
			raw(portal, 'POST', 'api/reports/track/pictures', type, JSON.stringify({ number, secret, id: picture }));
		expect((await open(renewed)).headers.get('content-type')).toBe('image/jpeg');
		expect((await open(old)).status).toBe(410);
	});

	test('can be those of some numbers alone', async () => {
		const { id, receipts } = await imported([aRow(), aRow()]);
		const [one, other] = receipts;
		const { receipts: renewed } = await renew(id, { sourceNumbers: [one?.sourceNumber.toLowerCase()] });
		expect(renewed.map(({ sourceNumber }) => sourceNumber)).toEqual([one?.sourceNumber]);
		expect((await track(other ?? first(receipts))).status).toBe(200);
		const { status, json } = await renew(id, { sourceNumbers: ['CY-UNKNOWN'] });
		expect({ status, errors: json.errors }).toEqual({
			status: 422,
			errors: [{ path: 'sourceNumbers', message: expect.stringContaining('不在这次导入') }],
		});
	});

	test('are logged for each report, and stand nowhere in the data', async () => {
		const { id } = await imported([aRow()]);
		const { number, secret } = first((await renew(id)).receipts);
		const rows = await portal.staff.db.read.select().from(audit).where(eq(audit.subject, number));
		expect(rows.map(({ action }) => action)).toContain('receipt.renewed');
		for (const { bytes } of filesBelow(portal.dataDir)) expect(bytes.includes(secret)).toBe(false);
	});

	test('are not undone by sending the list again: its old receipts are not given out any more', async () => {
		const { id, bytes, key } = await imported([aRow()]);
		await renew(id);
		const { status, json } = await sendList(portal, 'import', bytes, { key });
		expect({ status, path: json.errors[0].path }).toEqual({ status: 422, path: '2.12345 编号' });
	});

	test('twice at once: the one that was later is told, and one secret opens the report', async () => {
		const { id } = await imported([aRow()]);
		const answers = await Promise.all([renew(id), renew(id)]);
		const won = answers.filter(({ status }) => status === 201);
		const opened = await Promise.all(won.map(async ({ receipts }) => (await track(first(receipts))).status));
		expect(opened.filter((status) => status === 200)).toHaveLength(1);
		for (const { status } of answers) expect([201, 409]).toContain(status);
	});
});

describe('whoever holds a receipt that was made void', () => {
	const retaliation = ({ number, secret }: Receipt, text: string) =>
		portal.call('POST', 'api/reports/track/retaliation', {
			body: { number, secret, text },
			headers: { 'idempotency-key': crypto.randomUUID() },
		});
	const text = '有人拿着我的举报上门威胁。';

	async function renewed() {
		const { id, receipts } = await imported([aRow()]);
		return { id, old: first(receipts), anew: first((await renew(id)).receipts) };
	}

	test('is told that it is void and whom to ring, and can change nothing else', async () => {
		const { old } = await renewed();
		const { status, json } = await track(old);
		expect({ status, code: json.code }).toEqual({ status: 410, code: 'receipt_renewed' });
		expect(json.detail).toMatch(/重新生成.*索取新密码.*请说明情况.*12350.*12345/);
		const { number, secret } = old;
		const body = { number, secret, text: '补充一点。' };
		const headers = { 'idempotency-key': crypto.randomUUID() };
		expect((await portal.call('POST', 'api/reports/track/messages', { body, headers })).status).toBe(410);
		const wrong = { number, secret: `${secret.slice(1)}${(Number(secret[0]) + 1) % 10}` };
		expect((await track(wrong)).status).toBe(404);
	});

	test('may tell the city of retaliation; whoever has the new one does not read it, and the county has the case no more', async () => {
		const { id, old, anew } = await renewed();
		expect((await retaliation(old, text)).status).toBe(201);

		const { json: seen } = await track(anew);
		expect(JSON.stringify([seen.messages, seen.timeline])).not.toMatch(/威胁|打击报复/);
		expect(seen.messagesTotal).toBe(0);
		const path = `api/staff/reports/${old.number}`;
		expect((await portal.call('GET', path, { as: await portal.signIn('beipiao') })).status).toBe(404);
		const { json } = await portal.call('GET', path, { as: await portal.signIn('city') });
		expect(json.messages).toEqual([expect.objectContaining({ from: 'reporter', text })]);
		expect(json.timeline.map(({ moveName }: { moveName: string }) => moveName)).toContain(
			'用已作废的查询密码反映打击报复',
		);
		const lines = await portal.staff.db.read.select().from(alerts).where(eq(alerts.subject, old.number));
		expect(lines).toMatchObject([{ kind: 'report.retaliation', text: expect.stringContaining('重新生成了回执') }]);
		expect(first((await renew(id)).receipts).secret).toBe('');
	});
});

test('each renewal is told to the auditor, and to nobody of the county', async () => {
	const { id } = await imported([aRow(), aRow()]);
	const lines = async (username: string) =>
		(await portal.call('GET', 'api/staff/alerts?size=100', { as: await portal.signIn(username) })).json.items.filter(
			({ kind }: { kind: string }) => kind === 'receipts.renewed',
		);
	const before = (await lines('auditor')).length;
	await renew(id);
	const [line, ...older] = await lines('auditor');
	expect(older).toHaveLength(before);
	expect(line).toMatchObject({ subject: 'beipiao', text: expect.stringMatching(/重新生成了 2 件.*是否确已遗失/) });
	expect(await lines('its-lead')).toEqual([]);
	await renew(id, { sourceNumbers: [] });
	expect(await lines('auditor')).toHaveLength(before + 2);
});

describe('a receipt stays as it is', () => {
	const untouched = async (id: string, old: Receipt, username?: string) => {
		const { receipts } = await renew(id, {}, username);
		const same = receipts.find(({ number }) => number === old.number);
		expect(same).toMatchObject({ secret: '', note: expect.stringContaining('原回执仍然有效') });
		expect((await track(old)).status).toBe(200);
		return same?.note;
	};

	test('where the reporter has used it, or the report by-passes the county; the sheet does not say which', async () => {
		const { id, receipts } = await imported([aRow(), aRow(), aRow()]);
		const [used, avoiding, plain] = receipts as [Receipt, Receipt, Receipt];
		// As when it leaves the county after the import, with one that it was merged into.
		await portal.staff.db.write((tx) =>
			tx.update(reports).set({ bypassed: true }).where(eq(reports.number, avoiding.number)),
		);
		const { number, secret } = used;
		const headers = { 'idempotency-key': crypto.randomUUID() };
		await portal.call('POST', 'api/reports/track/messages', { body: { number, secret, text: '补充一点。' }, headers });
		expect(await untouched(id, used)).toBe(await untouched(id, avoiding));
		expect((await track(plain)).status).toBe(410);
	});

	test('where the reporter has looked at the case with it, be it once; whoever imported cannot lock them out', async () => {
		const { id, receipts } = await imported([aRow(), aRow()]);
		const [looked, plain] = receipts as [Receipt, Receipt];
		expect((await track(looked)).status).toBe(200);
		portal.setNow('2026-05-10T02:00:00Z');
		try {
			await untouched(id, looked);
			expect((await track(plain)).status).toBe(410);
		} finally {
			portal.setNow('2026-05-04T02:00:00Z');
		}
	});

	test('while on a full disk the case is shown all the same, and the next look counts', async () => {
		const { id, receipts } = await imported([aRow()]);
		const old = first(receipts);
		const write = vi.spyOn(portal.staff.db, 'write').mockRejectedValueOnce(new DiskFull());
		const shown = await track(old);
		expect([shown.status, write.mock.calls.length]).toEqual([200, 1]);
		write.mockRestore();
		expect((await track(old)).status).toBe(200);
		await untouched(id, old);
	});

	test('where the reporter looks while new ones are made: then none is', async () => {
		const { id, receipts } = await imported([aRow(), aRow()]);
		const old = first(receipts);
		const { unsealer } = portal.staff;
		const open = unsealer.open.bind(unsealer);
		// The first thing that is opened is the first text of the first report.
		const opening = vi.spyOn(unsealer, 'open').mockImplementationOnce(async (sealed) => {
			expect((await track(old)).status).toBe(200);
			return open(sealed);
		});
		const { status, json } = await renew(id);
		opening.mockRestore();
		expect({ status, code: json.code }).toEqual({ status: 409, code: 'moved_meanwhile' });
		for (const each of receipts) expect((await track(each)).status).toBe(200);
	});

	test('where the reporter told of retaliation after the import', async () => {
		const { id, receipts } = await imported([aRow()]);
		const { number, secret } = first(receipts);
		const headers = { 'idempotency-key': crypto.randomUUID() };
		const told = { number, secret, text: '有人上门威胁，要我撤回。' };
		expect((await portal.call('POST', 'api/reports/track/retaliation', { body: told, headers })).status).toBe(201);
		await untouched(id, first(receipts));
	});

	test('while the city may make anew what by-passes a county, where it imported the list', async () => {
		const { id, receipts } = await imported([aRow({ 涉及当地人员: '是' })], 'city');
		expect((await track(first((await renew(id, {}, 'city')).receipts))).status).toBe(200);
		expect((await track(first(receipts))).status).toBe(410);
	});
});

describe('an import', () => {
	test.each(['other-clerk', 'city', 'lingyuan'])('of somebody else is not found by %s', async (username) => {
		const { id, receipts } = await imported([aRow()]);
		const { status, json } = await renew(id, {}, username);
		expect({ status, code: json.code }).toEqual({ status: 404, code: 'not_found' });
		expect((await track(first(receipts))).status).toBe(200);
		const { json: own } = await portal.call('GET', 'api/staff/imports', { as: await portal.signIn(username) });
		expect(JSON.stringify(own)).not.toContain(id);
	});

	test('is listed for its officer with the last day; after that it is refused, and the receipts stay', async () => {
		const { id, receipts } = await imported([aRow(), aRow()]);
		const list = async () =>
			(await portal.call('GET', 'api/staff/imports', { as: await portal.signIn('beipiao') })).json.imports;
		const until = '2026-05-11T02:00:00.000Z';
		expect(await list()).toContainEqual({ id, at: '2026-05-04T02:00:00.000Z', reports: 2, until });
		expect(content.receipt.renewDays).toBe(7);
		portal.setNow('2026-05-11T02:00:01Z');
		try {
			const { status, json } = await renew(id);
			expect({ status, code: json.code, detail: json.detail }).toEqual({
				status: 409,
				code: 'not_now',
				detail: expect.stringContaining('超过 7 天'),
			});
			expect((await list()).map((each: { id: string }) => each.id)).not.toContain(id);
			expect((await track(first(receipts))).status).toBe(200);
		} finally {
			portal.setNow('2026-05-04T02:00:00Z');
		}
	});
});
