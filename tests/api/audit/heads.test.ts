import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asc, eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { headsName } from '../../../api/audit/heads.ts';
import { backUp } from '../../../api/data-folder/back-up.ts';
import { delivery } from '../../../api/delivery/deliver.ts';
import { notificationHandlers } from '../../../api/delivery/notification-handlers.ts';
import { alarmJobHandlers } from '../../../api/report/alarms/alarm-job-handlers.ts';
import { engine } from '../../../db/engine.ts';
import { audit } from '../../../db/schema/audit.ts';
import { outbox } from '../../../db/schema/delivery.ts';
import { mailServer } from '../delivery/stand-ins.ts';
import { addKeys, openTestPortal, type TestPortal } from '../portal.ts';
import { intrude, work } from './intruder.ts';

let mail: Awaited<ReturnType<typeof mailServer>>;
beforeAll(async () => {
	mail = await mailServer();
});
afterAll(() => mail.close());

let portal: TestPortal;
let env: Record<string, string>;
beforeEach(async () => {
	mail.taken.length = 0;
	env = { SMTP_URL: mail.url, MAIL_FROM: 'portal@example.gov.cn', AUDIT_MAIL: 'auditor@example.gov.cn' };
	portal = await openTestPortal(env);
});
afterEach(() => portal.remove());

const heads = () => join(portal.dataDir, headsName);
const lines = () => readFileSync(heads(), 'utf8').trimEnd().split('\n');
const write = (mailedHeads: string[]) => writeFileSync(heads(), mailedHeads.map((line) => `${line}\n`).join(''));
const faults = () => portal.auditWatch.state().faults;

/** Days on which the portal runs, with work on each. */
async function days(...these: string[]): Promise<void> {
	for (const day of these) {
		portal.setNow(`${day}T02:00:00Z`);
		await work(portal, 5);
		await portal.auditWatch.everyHour();
		await portal.auditWatch.everyHour();
	}
}

/** A new process on the same data: it knows nothing but what is on disk. */
async function restart(): Promise<void> {
	const { dataDir } = portal;
	await portal.close();
	portal = await openTestPortal(env, { dataDir });
	await portal.auditWatch.verify();
}

/** The mails that have left the machine, as text. */
async function mailed(): Promise<string[]> {
	await portal.delivery.run();
	return mail.taken.map((raw) => {
		const [head = '', body = ''] = raw.split('\r\n\r\n');
		if (/encoding: base64/i.test(head)) return Buffer.from(body, 'base64').toString().trim();
		const bytes = body
			.replace(/=\r\n/g, '')
			.replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
		return Buffer.from(bytes, 'latin1').toString().trim();
	});
}

describe('the head of each day', () => {
	test('is a line in a file of the portal alone, which is only added to, and a row in the log', async () => {
		await days('2026-03-01');
		const [first] = lines();
		await days('2026-03-02', '2026-03-03');
		expect(lines().map((line) => JSON.parse(line).day)).toEqual(['2026-03-01', '2026-03-02', '2026-03-03']);
		expect(lines()[0]).toBe(first);
		expect(statSync(heads()).mode & 0o777).toBe(0o600);
		for (const line of lines()) {
			const { seq, hash, count, mac } = JSON.parse(line);
			const [row] = await portal.staff.db.read.select().from(audit).where(eq(audit.seq, seq));
			expect({ hash, count }).toEqual({ hash: row?.hash, count: seq });
			expect([hash, mac]).toEqual([
				expect.stringMatching(/^a1:[0-9a-f]{64}$/),
				expect.stringMatching(/^a1:[0-9a-f]{64}$/),
			]);
		}
		const rows = await portal.staff.db.read.select().from(audit).where(eq(audit.action, 'audit.head-noted'));
		expect(rows.map(({ subject, actorName }) => [subject, actorName])).toEqual([
			['2026-03-01', '系统'],
			['2026-03-02', '系统'],
			['2026-03-03', '系统'],
		]);
		expect(portal.auditWatch.state()).toMatchObject({ notedDay: '2026-03-03', mailed: true, faults: [] });
	});

	test('goes by mail once, with day, number and hash and nothing else', async () => {
		await days('2026-03-01', '2026-03-02');
		const expected = lines().map((line) => {
			const { day, seq, hash } = JSON.parse(line);
			return `日期 ${day}\r\n序号 ${seq}\r\n校验值 ${hash}`;
		});
		expect(await mailed()).toEqual(expected);
		expect(await mailed()).toHaveLength(2);
		expect(mail.taken[0]).toContain('To: auditor@example.gov.cn');
	});

	test('is mailed to nobody where no address is set', async () => {
		const quiet = await openTestPortal({}, { accounts: false });
		await work(quiet, 1);
		await quiet.auditWatch.everyHour();
		expect(await quiet.staff.db.read.select().from(outbox)).toEqual([]);
		expect(quiet.auditWatch.state().mailed).toBe(false);
		await quiet.remove();
	});

	test('does not leave a demonstration for another machine', async () => {
		await days('2026-03-01');
		const smtp = { url: 'smtp://mail.example.gov.cn', from: 'portal@example.gov.cn' };
		const rest = { webhook: undefined, sms: undefined, call: undefined, secret: undefined, reporterNotice: false };
		const sending = { smtp, auditMail: 'auditor@example.gov.cn', ...rest };
		const jobHandlers = { ...notificationHandlers(portal.staff, sending), ...alarmJobHandlers(portal.staff, sending) };
		const done = async () => undefined;
		const others = { 'record.write': done, 'statistics.write': done, 'site.rebuild': done };
		await delivery(portal.staff, { ...jobHandlers, ...others }).run();
		const [row] = await portal.staff.db.read.select().from(outbox).where(eq(outbox.kind, 'audit.mail'));
		expect(row).toMatchObject({ lastError: '演示模式不向外发送' });
	});

	test('is not missed after a power cut between line and row, nor by half a line', async () => {
		await days('2026-03-01');
		const [first = ''] = lines();
		await days('2026-03-02');
		// The power went while the second line was written, before its row was.
		writeFileSync(heads(), `${first}\n{"day":"2026-03-02","se`);
		await intrude(
			portal,
			"DELETE FROM audit WHERE seq >= (SELECT max(seq) FROM audit WHERE action = 'audit.head-noted')",
		);
		await restart();
		expect(faults()).toEqual([]);
		await portal.auditWatch.everyHour();
		expect(JSON.parse(lines()[2] ?? '')).toMatchObject({ mac: expect.stringMatching(/^a1:/) });
		await restart();
		expect(faults()).toEqual([]);
	});
});

describe('whoever holds the file of heads', () => {
	beforeEach(() => days('2026-03-01', '2026-03-02', '2026-03-03'));

	test('and changes a line is seen', async () => {
		write(lines().map((line, nth) => (nth === 1 ? line.replace(/"count":\d+/, '"count":1') : line)));
		await restart();
		expect(faults()).toEqual(['末条校验值留存文件第 2 行被改动，或者它前面的行被删除。']);
	});

	test('and takes a line out of the middle is seen twice', async () => {
		const [first = '', , third = ''] = lines();
		write([first, third]);
		await restart();
		expect(faults()).toEqual([
			'末条校验值留存文件第 2 行被改动，或者它前面的行被删除。',
			'末条校验值留存文件缺少 2026-03-02 的一行。',
		]);
	});

	test('and cuts the last lines off is seen by the rows that the log has of them', async () => {
		write(lines().slice(0, 1));
		await restart();
		expect(faults()).toEqual([
			'末条校验值留存文件缺少 2026-03-02 的一行。',
			'末条校验值留存文件缺少 2026-03-03 的一行。',
		]);
	});

	test('and removes it is seen', async () => {
		rmSync(heads());
		await restart();
		expect(faults()).toHaveLength(3);
	});

	test('and cuts file and log to the same day is seen by nothing on the machine, but by the mail', async () => {
		const mailedHeads = await mailed();
		const { seq } = JSON.parse(lines()[1] ?? '');
		write(lines().slice(0, 1));
		await intrude(portal, `DELETE FROM audit WHERE seq >= ${seq}`);
		await restart();
		await work(portal, 20);
		await portal.auditWatch.verify();
		expect(faults()).toEqual([]);

		const as = await portal.signIn('auditor');
		const compare = async (text = '') => {
			const [, given, hash] = /序号 (\d+)\s+校验值 ([\w:]+)/.exec(text) ?? [];
			return (await portal.call('POST', 'api/staff/audit/compare', { as, body: { seq: Number(given), hash } })).json;
		};
		expect(await compare(mailedHeads[0])).toEqual({ matches: true });
		expect(await compare(mailedHeads[1])).toEqual({ matches: false });
		expect(await compare(mailedHeads[2])).toEqual({ matches: false });
		const rows = await portal.staff.db.read
			.select()
			.from(audit)
			.where(eq(audit.action, 'audit.verified'))
			.orderBy(asc(audit.seq));
		expect(rows.map(({ reason }) => reason?.replace(/\d+/, 'N'))).toEqual([
			'第 N 条与邮件一致',
			'第 N 条与邮件不一致',
			'第 N 条与邮件不一致',
		]);
	});
});

describe.skipIf(engine === 'postgres')('a backup', () => {
	test('takes the heads along, and the portal that starts from it finds its log whole', async () => {
		await days('2026-03-01', '2026-03-02');
		const target = `${portal.dataDir}-copy`;
		await backUp(portal.dataDir, target);
		await days('2026-03-03');
		addKeys(portal.dataDir, target);
		const restored = await openTestPortal({}, { accounts: false, dataDir: target });
		expect(await restored.auditWatch.verify()).toMatchObject({ faults: [] });
		expect(restored.auditWatch.state().notedDay).toBe('2026-03-02');
		expect(statSync(join(target, headsName)).mode & 0o777).toBe(0o600);
		await restored.remove();
	});

	test('made while a head is noted finds it whole as well', async () => {
		for (let nth = 0; nth < 5; nth++) {
			const target = `${portal.dataDir}-${nth}`;
			await Promise.all([days(`2026-03-0${nth + 1}`), backUp(portal.dataDir, target)]);
			addKeys(portal.dataDir, target);
			const restored = await openTestPortal({}, { accounts: false, dataDir: target });
			expect(await restored.auditWatch.verify()).toMatchObject({ faults: [] });
			await restored.remove();
		}
	});

	test('of a log whose end was cut off still tells', async () => {
		await days('2026-03-01', '2026-03-02');
		await intrude(portal, 'DELETE FROM audit WHERE seq > 3');
		const target = `${portal.dataDir}-copy`;
		await backUp(portal.dataDir, target);
		addKeys(portal.dataDir, target);
		const restored = await openTestPortal({}, { accounts: false, dataDir: target });
		expect((await restored.auditWatch.verify())?.faults).toMatchObject([{ kind: 'cut', from: 1 }]);
		await restored.remove();
	});
});
