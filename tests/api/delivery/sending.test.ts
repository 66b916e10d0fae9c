import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Sending } from '../../../api/config.ts';
import { type Delivery, delivery, type JobHandlers } from '../../../api/delivery/deliver.ts';
import { notificationHandlers } from '../../../api/delivery/notification-handlers.ts';
import type { StaffDeps } from '../../../api/deps.ts';
import { signature } from '../../../api/keys/signature.ts';
import { ownSuites } from '../../../api/keys/suites.ts';
import { enqueue } from '../../../api/outbox/outbox.ts';
import { alarmJobHandlers } from '../../../api/report/alarms/alarm-job-handlers.ts';
import { audit } from '../../../db/schema/audit.ts';
import { type Job, outbox, unreadNews } from '../../../db/schema/delivery.ts';
import { content, openTestPortal, type TestPortal } from '../portal.ts';
import { type Mood, mailServer, webServer } from './stand-ins.ts';

const secret = 'a-key-that-is-long-enough-for-webhooks';
const units = content.units.units.map((unit) => ({ ...unit, email: 'office@example.gov.cn', phone: '0421-0000000' }));

let portal: TestPortal;
let mail: Awaited<ReturnType<typeof mailServer>>;
let hook: Awaited<ReturnType<typeof webServer>>;
let text: Awaited<ReturnType<typeof webServer>>;
let at: number;
beforeAll(async () => {
	[portal, mail, hook, text] = await Promise.all([openTestPortal(), mailServer(), webServer(), webServer()]);
});
afterAll(async () => {
	await Promise.all([portal.remove(), mail.close(), hook.close(), text.close()]);
});
beforeEach(async () => {
	at = Date.parse('2026-03-02T02:00:00Z');
	portal.setNow(new Date(at).toISOString());
	await portal.staff.db.write(async (tx) => void (await tx.delete(outbox)));
	await portal.staff.db.write(async (tx) => void (await tx.delete(unreadNews)));
	for (const each of [mail, hook, text]) {
		each.taken.length = 0;
		each.be('takes');
	}
});

/** A worker whose units have addresses, on the given channels. */
function worker(sending: Partial<Sending>): Delivery {
	const deps: StaffDeps = { ...portal.staff, content: { ...content, units: { ...content.units, units } } };
	const none: Sending = {
		smtp: undefined,
		auditMail: undefined,
		webhook: undefined,
		sms: undefined,
		call: undefined,
		secret,
		reporterNotice: false,
	};
	const done = async () => undefined;
	const others = { 'record.write': done, 'statistics.write': done, 'site.rebuild': done };
	const all = { ...none, ...sending };
	const jobHandlers: JobHandlers = {
		...notificationHandlers(deps, all, 800),
		...alarmJobHandlers(deps, all, 800),
		...others,
	};
	return delivery(deps, jobHandlers);
}

const smtp = () => ({ url: mail.url, from: 'portal@example.gov.cn' });
const later = (seconds: number) => {
	at += seconds * 1000;
	portal.setNow(new Date(at).toISOString());
};
const rows = (kind: Job['kind']) => portal.staff.db.read.select().from(outbox).where(eq(outbox.kind, kind));
const plain = (raw: string) => {
	const [, body = ''] = raw.split('\r\n\r\n');
	return /base64/i.test(raw) ? Buffer.from(body, 'base64').toString() : body;
};

describe('mail to a unit', () => {
	test('says that work waits and where, and nothing else', async () => {
		const { number } = await portal.report({ location: { adcode: 211381, town: '大板镇', place: '老张家后山' } });
		await worker({ smtp: smtp() }).run();
		expect(mail.taken).toHaveLength(1);
		const [raw = ''] = mail.taken;
		expect(raw).toContain('To: office@example.gov.cn');
		expect(plain(raw).trim().split(/\r?\n/)).toEqual([
			'有新的线索待办，请登录办理平台查看。',
			`${portal.staff.siteUrl.href}console/`,
		]);
		expect(raw).not.toContain(number);
	});

	test('is neither lost nor sent twice by a server that closes, stalls and refuses first', async () => {
		const counties = content.units.counties.slice(0, 5).map(({ adcode }) => adcode);
		for (const adcode of counties) await portal.report({ location: { adcode, place: '村北山坡' } });
		const sender = worker({ smtp: smtp() });
		const moods: Mood[] = ['closes', 'stalls', 'refuses', 'closes', 'takes'];
		const errors: string[] = [];
		for (const mood of moods) {
			mail.be(mood);
			await sender.run();
			errors.push(...new Set((await rows('unit.mail')).map(({ lastError }) => lastError ?? 'sent')));
			later(3600);
		}
		await sender.run();
		expect(errors).toEqual([
			'邮件服务器没有接收（421）',
			'邮件服务器没有及时应答',
			'邮件服务器没有接收（450）',
			'邮件服务器没有接收（421）',
			'sent',
		]);
		expect(mail.taken).toHaveLength(5);
		expect(new Set(mail.taken.map((raw) => /Message-ID: (.*)/i.exec(raw)?.[1])).size).toBe(5);
		expect((await rows('unit.mail')).every(({ attempts, doneAt }) => attempts === 5 && doneAt)).toBe(true);
	});

	test('waits for a server that is not there at all', async () => {
		await portal.report();
		const away = { url: 'smtp://127.0.0.1:9', from: 'portal@example.gov.cn' };
		await worker({ smtp: away }).run();
		expect(await rows('unit.mail')).toMatchObject([
			{ attempts: 1, doneAt: null, lastError: expect.stringMatching(/^不能连接邮件服务器/) },
		]);
	});

	test('never leaves the machine in demo mode, and the outbox says so', async () => {
		await portal.report();
		await worker({ smtp: { url: 'smtp://mail.example.com', from: 'portal@example.gov.cn' } }).run();
		expect(await rows('unit.mail')).toMatchObject([{ doneAt: expect.any(String), lastError: '演示模式不向外发送' }]);
	});
});

describe('news that a unit has not read yet', () => {
	const add = ({ number, secret }: { number: string; secret: string }) =>
		portal.call('POST', 'api/reports/track/messages', { body: { number, secret, text: '又看到有车出来。' } });
	const raise = async ({ number }: { number: string }) => {
		const as = await portal.signIn('beipiao');
		return portal.call('POST', `api/staff/reports/${number}/message-quota`, { as });
	};

	test('two hundred messages on one report make one mail and one post, and after somebody has opened the case the next one is told', async () => {
		const receipt = await portal.report();
		const sender = worker({ smtp: smtp(), webhook: hook.url });
		await sender.run();
		for (let nth = 0; nth < 200; nth++) {
			if (nth % 20 === 0) await raise(receipt);
			expect((await add(receipt)).status).toBe(201);
			if (nth % 50 === 0) await sender.run();
		}
		await sender.run();
		expect([mail.taken.length, hook.taken.length]).toEqual([1, 1]);

		const as = await portal.signIn('beipiao');
		expect((await portal.call('GET', `api/staff/reports/${receipt.number}`, { as })).status).toBe(200);
		for (let nth = 0; nth < 5; nth++) await add(receipt);
		await sender.run();
		expect([mail.taken.length, hook.taken.length]).toEqual([2, 2]);

		await portal.call('GET', 'api/staff/reports', { as });
		await raise(receipt);
		await add(receipt);
		await sender.run();
		expect(mail.taken).toHaveLength(3);
	}, 60_000);

	test('is not read by another county, by the city, nor by a page that refreshes itself', async () => {
		await portal.report();
		const sender = worker({ smtp: smtp() });
		await sender.run();
		for (const username of ['jianping', 'city']) {
			await portal.call('GET', 'api/staff/reports', { as: await portal.signIn(username) });
		}
		const as = await portal.signIn('beipiao');
		await portal.call('GET', 'api/staff/reports', { as, headers: { 'x-background': '1' } });
		await portal.report();
		await sender.run();
		expect(mail.taken).toHaveLength(1);
		await portal.call('GET', 'api/staff/reports', { as });
		await portal.report();
		await sender.run();
		expect(mail.taken).toHaveLength(2);
	});

	test('of another unit, and of another kind, is told all the same', async () => {
		await portal.report();
		await portal.report({ location: { adcode: 211322, place: '村北山坡' } });
		const { number } = await portal.report();
		await portal.staff.db.write((tx) =>
			enqueue(tx, portal.staff, { kind: 'unit.notify', unitId: '211381-natural-resources', number, news: 'due' }),
		);
		await worker({ smtp: smtp() }).run();
		expect(mail.taken.map((raw) => plain(raw).split(/\r?\n/)[0]).sort()).toEqual([
			'有新的线索待办，请登录办理平台查看。',
			'有新的线索待办，请登录办理平台查看。',
			'有线索即将到期，请登录办理平台查看。',
		]);
	});

	test('is told again after a day, for a mail may get lost, and nobody is silenced by that', async () => {
		const sender = worker({ smtp: smtp() });
		const counts: number[] = [];
		for (let hours = 0; hours <= 48; hours += 12) {
			await portal.report();
			await sender.run();
			counts.push(mail.taken.length);
			later(12 * 3600);
		}
		expect(counts).toEqual([1, 1, 2, 2, 3]);
	});
});

describe('webhooks', () => {
	test('are signed over time and body, and tried again until they are taken, once', async () => {
		await portal.report();
		const sender = worker({ webhook: hook.url });
		for (const mood of ['refuses', 'stalls', 'closes', 'takes'] as const) {
			hook.be(mood);
			await sender.run();
			later(3600);
		}
		await sender.run();
		expect(hook.taken).toHaveLength(1);
		const [{ headers, body } = { headers: {}, body: '' }] = hook.taken;
		const [row] = await rows('unit.webhook');
		expect(JSON.parse(body)).toEqual({
			id: row?.id,
			event: 'unit.new',
			unitId: '211381-natural-resources',
			text: '有新的线索待办，请登录办理平台查看。',
			link: `${portal.staff.siteUrl.href}console/`,
		});
		expect(headers['x-portal-delivery']).toBe(row?.id);
		const timestamp = String(headers['x-portal-timestamp']);
		expect(headers['x-portal-signature']).toBe(signature(ownSuites, secret, `${timestamp}.${body}`));
	});

	test('a channel that fails does not make another send twice', async () => {
		await portal.report();
		hook.be('refuses');
		const sender = worker({ smtp: smtp(), webhook: hook.url, sms: text.url });
		for (let nth = 0; nth < 4; nth++) {
			await sender.run();
			later(3600);
		}
		expect([mail.taken.length, hook.taken.length, text.taken.length]).toEqual([1, 0, 1]);
		expect(JSON.parse(text.taken[0]?.body ?? '')).toMatchObject({ to: '0421-0000000' });
	});
});

describe('a reporter who left an address', () => {
	const known = { reporter: { mode: 'confidential', name: '欧阳', phone: '13800001111', email: 'a@example.com' } };

	test('is told that there is news and nothing else; each opening of the address is logged', async () => {
		const { number } = await portal.report(known);
		const sender = worker({ smtp: smtp(), sms: text.url, reporterNotice: true });
		await portal.staff.db.write(async (tx) => void (await tx.delete(outbox)));
		await portal.move('beipiao', number, 'accept');
		await sender.run();
		const [raw = ''] = mail.taken;
		expect(raw).toContain('To: a@example.com');
		expect(plain(raw)).toContain('您的举报有新进展，请凭编号和密码查询。');
		expect(raw + plain(raw)).not.toMatch(new RegExp(`${number}|欧阳|13800001111`));
		expect(JSON.parse(text.taken[0]?.body ?? '')).toMatchObject({
			to: '13800001111',
			text: '您的举报有新进展，请凭编号和密码查询。',
		});
		const opened = await portal.staff.db.read.select().from(audit).where(eq(audit.action, 'contact.used'));
		expect(opened).toMatchObject([{ actorName: '系统', subject: number }, { subject: number }]);
		const stored = JSON.stringify(await portal.staff.db.read.select().from(outbox));
		expect(stored).not.toMatch(/a@example.com|13800001111/);
	});

	test('is not told where the operator has not switched it on, nor in demo mode, and nothing is opened', async () => {
		const { number } = await portal.report(known);
		const before = (await portal.staff.db.read.select().from(audit).where(eq(audit.action, 'contact.used'))).length;
		await portal.move('beipiao', number, 'accept');
		await worker({ smtp: smtp() }).run();
		expect(await rows('reporter.mail')).toEqual([]);
		await portal.move('beipiao', number, 'investigate', { officers: '甲\n乙' });
		await worker({ smtp: { url: 'smtp://mail.example.com', from: 'x@example.com' }, reporterNotice: true }).run();
		expect(await rows('reporter.mail')).toMatchObject([{ lastError: '演示模式不向外发送' }]);
		const after = await portal.staff.db.read.select().from(audit).where(eq(audit.action, 'contact.used'));
		expect(after).toHaveLength(before);
	});
});

describe('the outbox in the console', () => {
	test('shows attempts and the last error, without number or address, and a job can be sent again', async () => {
		const { number } = await portal.report();
		mail.be('refuses');
		const sender = worker({ smtp: smtp() });
		await sender.run();
		const as = await portal.signIn('city');
		const { json } = await portal.call('GET', 'api/staff/outbox', { as });
		expect(json).toMatchObject({ total: 1 });
		expect(json.items[0]).toMatchObject({
			kindName: '向承办单位发邮件',
			unit: '北票市自然资源局',
			stateName: '未成功，将再试',
			attempts: 1,
			lastError: '邮件服务器没有接收（450）',
		});
		expect(JSON.stringify(json)).not.toMatch(new RegExp(`${number}|office@`));
		mail.be('takes');
		const path = `api/staff/outbox/${json.items[0].id}/retry`;
		expect((await portal.call('POST', path, { as })).status).toBe(200);
		await sender.run();
		expect(mail.taken).toHaveLength(1);
		expect((await portal.call('POST', path, { as })).json.code).toBe('not_now');
		expect((await portal.call('GET', 'api/staff/outbox', { as })).json.total).toBe(0);
		expect((await portal.call('GET', 'api/staff/outbox', { as: await portal.signIn('beipiao') })).status).toBe(403);
		expect((await portal.call('GET', 'api/staff/outbox', { as: await portal.signIn('admin') })).status).toBe(200);
	});
});
