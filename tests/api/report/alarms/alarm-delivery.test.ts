import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Sending } from '../../../../api/config.ts';
import { delivery, type JobHandlers } from '../../../../api/delivery/deliver.ts';
import { notificationHandlers } from '../../../../api/delivery/notification-handlers.ts';
import type { StaffDeps } from '../../../../api/deps.ts';
import { answerAlarm } from '../../../../api/handling/alarms/answer-alarm.ts';
import { signature } from '../../../../api/keys/signature.ts';
import { ownSuites } from '../../../../api/keys/suites.ts';
import { alarmJobHandlers } from '../../../../api/report/alarms/alarm-job-handlers.ts';
import { callDue } from '../../../../api/report/alarms/call-due.ts';
import { DiskFull, unlimitedSpace } from '../../../../db/disk-space.ts';
import { engine } from '../../../../db/engine.ts';
import { openDatabase } from '../../../../db/open.ts';
import { user } from '../../../../db/schema/accounts.ts';
import { alarms } from '../../../../db/schema/alarms.ts';
import { outbox } from '../../../../db/schema/delivery.ts';
import { webServer } from '../../delivery/stand-ins.ts';
import { openTestPortal, type TestPortal } from '../../portal.ts';
import { answer, beipiao, callsOf, city, danger, onDuty, wait, withDuty } from './alarms.ts';

const secret = 'a-key-that-is-long-enough-for-webhooks';
let portal: TestPortal;
let sms: Awaited<ReturnType<typeof webServer>>;
let phone: Awaited<ReturnType<typeof webServer>>;
let hook: Awaited<ReturnType<typeof webServer>>;

beforeAll(async () => {
	[sms, phone, hook] = await Promise.all([webServer(), webServer(), webServer()]);
});
afterAll(() => Promise.all([sms, phone, hook].map((each) => each.close())));
beforeEach(async () => {
	for (const each of [sms, phone, hook]) {
		each.taken.length = 0;
		each.be('takes');
	}
	const all = { phone: '0421-1111111', hook: hook.url };
	const content = withDuty({
		[beipiao]: [onDuty(beipiao, '值班员', all), onDuty(beipiao, '带班领导', all)],
		[city]: [onDuty(city, '市值班员', { sms: '0421-3333333' })],
	});
	portal = await openTestPortal({}, { content });
	portal.setNow('2027-02-06T18:30:00Z');
});
afterEach(() => portal.remove());

/** A worker with gateways on this machine. */
function worker(deps: StaffDeps = portal.staff) {
	const sending: Sending = {
		...{ smtp: undefined, auditMail: undefined, webhook: undefined, reporterNotice: false, secret },
		...{ sms: sms.url, call: phone.url },
	};
	const done = async () => undefined;
	const others = { 'record.write': done, 'statistics.write': done, 'site.rebuild': done };
	const jobHandlers: JobHandlers = {
		...notificationHandlers(deps, sending, 1000),
		...alarmJobHandlers(deps, sending, 1000),
		...others,
	};
	return delivery(deps, jobHandlers);
}

const bodies = (server: typeof sms) => server.taken.map(({ body }) => JSON.parse(body));
const delivered = async ({ number, secret: code }: { number: string; secret: string }) =>
	(await portal.call('POST', 'api/reports/track', { body: { number, secret: code } })).json.alarm.called;

describe('a call', () => {
	test('goes out by SMS, telephone and hook at once, one for all that came within minutes, in one fixed sentence with their number and nothing of a report', async () => {
		const sent = await portal.report(danger({ reporter: { mode: 'named', name: '欧阳建国', phone: '13804217788' } }));
		await portal.report(danger({ location: { adcode: beipiao, town: '大板镇', place: '野狐沟' } }));
		await worker().run();
		const words = /^现有2起险情警报等待接警（警报[0-9A-F]{6}），请立即登录办理平台查看，并按“已接警”。$/;
		expect(bodies(sms)).toMatchObject([{ to: '0421-0000000', text: expect.stringMatching(words) }]);
		expect(bodies(phone)).toMatchObject([{ to: '0421-1111111', text: expect.stringMatching(words) }]);
		expect(bodies(hook)).toMatchObject([{ event: 'alarm', open: 2, text: expect.stringMatching(words) }]);
		const [post] = hook.taken;
		const timestamp = String(post?.headers['x-portal-timestamp']);
		expect(post?.headers['x-portal-signature']).toBe(signature(ownSuites, secret, `${timestamp}.${post?.body}`));
		const all = JSON.stringify([sms, phone, hook].map(({ taken }) => taken));
		expect(all).not.toMatch(
			new RegExp(`${sent.number}|${sent.secret}|欧阳|13804217788|宝国老|大板|野狐|口子|tailings`),
		);
		expect((await delivered(sent))[0]).toMatchObject({ office: '北票市应急管理局', delivered: true });
	});

	test('of which one channel is dead goes out by the others, and the next is called all the same', async () => {
		phone.be('stalls');
		hook.be('closes');
		const sent = await portal.report(danger());
		const sender = worker();
		await sender.run();
		expect(bodies(sms)).toHaveLength(1);
		expect((await delivered(sent))[0].delivered).toBe(true);
		await wait(portal, 10);
		await sender.run();
		expect(bodies(sms)).toHaveLength(2);
		await wait(portal, 10);
		expect(await callsOf(portal)).toEqual(['211381 值班员', '211381 带班领导', '211300 市值班员']);
	});

	test('that nothing took says so to the reporter, and is tried again until somebody answers', async () => {
		for (const each of [sms, phone, hook]) each.be('refuses');
		const sent = await portal.report(danger());
		const sender = worker();
		await sender.run();
		expect((await delivered(sent))[0].delivered).toBe(false);
		sms.be('takes');
		await wait(portal, 1);
		await sender.run();
		expect(bodies(sms)).toHaveLength(1);
		expect((await delivered(sent))[0].delivered).toBe(true);
		await answer(portal, 'beipiao', sent.number);
		for (const each of [phone, hook]) each.be('takes');
		await wait(portal, 5);
		await sender.run();
		expect([...phone.taken, ...hook.taken]).toEqual([]);
	});

	test('repeated to a gateway that comes back is one message, not all that were missed', async () => {
		sms.be('refuses');
		await portal.report(danger());
		await wait(portal, 70);
		const sender = worker();
		await sender.run();
		sms.be('takes');
		await wait(portal, 5);
		await sender.run();
		expect(bodies(sms).filter(({ to }) => to === '0421-3333333')).toHaveLength(1);
	});

	test('waits behind no mail and no other message: each channel has a queue of its own', async () => {
		await portal.report(danger());
		const sender = worker();
		await sender.run();
		const rows = await portal.staff.db.read.select().from(outbox).where(eq(outbox.kind, 'alarm.webhook'));
		expect(rows).toMatchObject([{ attempts: 1, lastError: null }]);
	});

	test('leaves no machine in demo mode, and the outbox says so without an address', async () => {
		await portal.report(danger());
		const sending = { secret, sms: 'https://sms.example.com/', call: undefined } as Sending;
		const sender = delivery(portal.staff, {
			...notificationHandlers(portal.staff, sending),
			...alarmJobHandlers(portal.staff, sending),
		} as JobHandlers);
		await sender.run();
		const { json } = await portal.call('GET', 'api/staff/outbox?view=all', { as: await portal.signIn('city') });
		const row = json.items.find(({ kind }: { kind: string }) => kind === 'alarm.sms');
		expect(row).toMatchObject({ kindName: '险情警报短信', unit: '北票市应急管理局', lastError: '演示模式不向外发送' });
		expect(JSON.stringify(json)).not.toContain('0421');
	});
});

// One on a server has no disk of ours: tests/db/postgres says what happens when the server's is full.
describe.skipIf(engine === 'postgres')('a full disk', () => {
	test('stops no alarm that is open: it is called, passed on and answered', async () => {
		const sent = await portal.report(danger());
		let low = false;
		const space = { ...unlimitedSpace, isLow: () => low };
		const db = await openDatabase(join(portal.dataDir, 'portal.db'), space);
		const deps = { ...portal.staff, db };
		low = true;
		await expect(db.write(async () => undefined)).rejects.toThrow(DiskFull);
		// News is refused meanwhile.
		await expect(worker(deps).run()).rejects.toThrow(DiskFull);
		expect(bodies(sms)).toHaveLength(1);
		portal.setNow('2027-02-06T18:40:00Z');
		await callDue(deps);
		// News is refused meanwhile.
		await expect(worker(deps).run()).rejects.toThrow(DiskFull);
		expect(bodies(sms)).toHaveLength(2);
		expect((await delivered(sent))[0].delivered).toBe(true);
		const [row] = await db.read.select().from(user).where(eq(user.username, 'beipiao'));
		const officer = { id: row?.id ?? '', username: 'beipiao', name: '北票市经办', role: 'clerk' as const };
		await answerAlarm(deps, { ...officer, adcode: beipiao, city: false, demo: true, sessionId: '' }, sent.number);
		expect(await db.read.select().from(alarms)).toMatchObject([{ state: 'answered', nextAt: null }]);
		await db.close();
	});
});

test('a call whose own alarm was answered still goes out for another that shares it', async () => {
	const first = await portal.report(danger());
	await portal.report(danger());
	await answer(portal, 'beipiao', first.number);
	await worker().run();
	expect(bodies(sms)).toMatchObject([{ text: expect.stringContaining('现有1起') }]);
});
