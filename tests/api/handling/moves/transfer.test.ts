import { desc, eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { audit } from '../../../../db/schema/audit.ts';
import { outbox } from '../../../../db/schema/delivery.ts';
import { content, openTestPortal, type TestPortal } from '../../portal.ts';
import { consent } from '../by-pass/consents.ts';
import { aCase, fieldsOf } from '../cases.ts';

const ecology = '211381-ecology';
const land = '211381-natural-resources';

let portal: TestPortal;
beforeAll(async () => {
	portal = await openTestPortal();
});
afterEach(() => portal.setNow(null));
afterAll(() => portal.remove());

const seen = async (number: string, username = 'beipiao') =>
	(await portal.call('GET', `api/staff/reports/${number}`, { as: await portal.signIn(username) })).json;
const track = async (number: string, secret: string) =>
	(await portal.call('POST', 'api/reports/track', { body: { number, secret } })).json;
const transfer = (number: string, unit = ecology, username = 'beipiao') =>
	portal.move(username, number, 'transfer', { ...fieldsOf('transfer'), unit });

test('one department passes a report on to another of its county, without the city', async () => {
	const { number, secret } = await aCase(portal, 'accepted');
	const reply = '您反映的主要是废水，由生态环境部门核查更合适。';
	const { status, json } = await portal.move('beipiao', number, 'transfer', { ...fieldsOf('transfer'), reply });
	expect(status).toBe(200);
	expect(json).toMatchObject({ status: 'assigned', unit: { id: ecology }, handler: null });
	expect(json.timeline.at(-1).fields).toEqual([
		{ name: 'unit', label: '转交单位', value: '北票市生态环境主管部门' },
		{ name: 'reason', label: '转办理由', value: '属于生态环境部门职责。' },
	]);

	// The reporter reads where it went and why, and nothing of what officers tell each other.
	const story = await track(number, secret);
	expect(story).toMatchObject({ status: 'assigned', unit: '北票市生态环境主管部门' });
	expect(story.timeline.at(-1).text).toBe(`已转交北票市生态环境主管部门办理，由该单位决定是否受理。${reply}`);
	expect(JSON.stringify(story)).not.toContain('属于生态环境部门职责');

	const { read } = portal.staff.db;
	const [job] = await read.select().from(outbox).orderBy(desc(outbox.id)).limit(1);
	expect(job?.payload).toEqual({ kind: 'unit.notify', unitId: ecology, number });
	const logged = await read
		.select({ action: audit.action, reason: audit.reason })
		.from(audit)
		.where(eq(audit.subject, number));
	expect(logged).toContainEqual({ action: 'report.moved', reason: '转办' });
});

test('only the other departments of the own county are to choose from; a unit elsewhere is refused', async () => {
	const { number } = await aCase(portal, 'assigned');
	const { moves } = await seen(number);
	const { fields } = moves.find(({ move }: { move: string }) => move === 'transfer');
	const others = content.units.units.filter(({ id, adcode }) => adcode === 211381 && id !== land);
	expect(fields[0].options).toEqual(others.map(({ id, name }) => ({ id, name })));
	for (const unit of [land, '211382-natural-resources', '211300-natural-resources']) {
		const { status, json } = await transfer(number, unit);
		expect({ unit, status, errors: json.errors }).toMatchObject({ unit, status: 422, errors: [{ path: 'unit' }] });
	}
});

test('the unit that takes it over accepts anew, while the answer stays promised for the same day', async () => {
	portal.setNow('2026-03-01T02:00:00Z');
	const { number, secret } = await portal.report();
	portal.setNow('2026-03-11T02:00:00Z');
	await portal.move('beipiao', number, 'accept');
	portal.setNow('2026-03-21T02:00:00Z');
	await transfer(number);
	expect((await seen(number)).due).toMatchObject({ id: 'accept', by: '2026-04-05', overdue: false });
	expect(await track(number, secret)).toMatchObject({ acceptBy: '2026-04-05', replyBy: '2026-04-30' });

	await portal.move('beipiao', number, 'accept');
	await portal.move('beipiao', number, 'investigate', fieldsOf('investigate'));
	expect((await seen(number)).due).toMatchObject({ id: 'reply', by: '2026-04-30' });
	// So late that the time to accept would outlast the answer: it ends with it.
	portal.setNow('2026-04-25T02:00:00Z');
	await transfer(number, land);
	expect((await seen(number)).due).toMatchObject({ id: 'accept', by: '2026-04-30' });
	expect((await seen(number)).clocks).toMatchObject([{ id: 'accept', state: 'running' }, { id: 'reply' }]);
});

test('the same after an objection that the city decided: whoever gets it is not late already', async () => {
	portal.setNow('2026-03-01T02:00:00Z');
	const { number } = await aCase(portal, 'investigating');
	portal.setNow('2026-03-20T02:00:00Z');
	await portal.move('beipiao', number, 'object', fieldsOf('object'));
	await portal.move('city', number, 'assign', fieldsOf('assign'));
	expect((await seen(number, 'lingyuan')).due).toMatchObject({ id: 'accept', by: '2026-04-04', overdue: false });
});

test('waiting for the reporter ends with it, and the days waited are added first', async () => {
	portal.setNow('2026-03-01T02:00:00Z');
	const { number } = await portal.report();
	const body = { text: '请补充地点。', askForMore: true };
	await portal.call('POST', `api/staff/reports/${number}/messages`, { as: await portal.signIn('beipiao'), body });
	portal.setNow('2026-03-21T02:00:00Z');
	await transfer(number);
	expect(await seen(number)).toMatchObject({ waiting: false, due: { id: 'accept', by: '2026-04-05' } });
});

test('back and forth ends at the number of the rules; then it goes by objection, or the city decides', async () => {
	const { number } = await aCase(portal, 'assigned');
	for (let nth = 0; nth < content.routing.maxTransfers; nth++) {
		expect((await transfer(number, nth % 2 === 0 ? ecology : land)).status).toBe(200);
	}
	const { status, json } = await transfer(number, '211381-water');
	expect({ status, code: json.code }).toEqual({ status: 409, code: 'not_now' });
	expect(json.detail).toBe(`在本地区已转办 ${content.routing.maxTransfers} 次，达到上限；仍有异议的，退回市级裁定。`);
	const offered = (await seen(number)).moves.map(({ move }: { move: string }) => move);
	expect(offered).not.toContain('transfer');
	expect(offered).toContain('object');
	expect((await transfer(number, '211381-water', 'city')).status).toBe(200);
});

test('whoever handled it can no longer see who reported', async () => {
	const reporter = { mode: 'confidential', name: '王某', phone: '13800000000' };
	const { number } = await portal.report({ reporter });
	await portal.move('beipiao', number, 'accept');
	const as = await portal.signIn('beipiao');
	const open = () =>
		portal.call('POST', `api/staff/reports/${number}/identity`, { as, body: { reason: '核实举报情况' } });
	await consent(portal, number);
	expect((await open()).status).toBe(200);
	await transfer(number);
	expect((await seen(number)).canSeeIdentity).toBe(false);
	expect((await open()).status).toBe(403);
});

test('reporters of merged reports are told of the unit that has the main report now', async () => {
	const [main, other] = [await portal.report(), await portal.report()];
	await portal.move('beipiao', other.number, 'merge', { into: main.number, reason: '同一处。' });
	await transfer(main.number);
	expect((await track(other.number, other.secret)).timeline.at(-1).text).toBe(
		'合并办理的线索：已转交北票市生态环境主管部门办理，由该单位决定是否受理。给您的答复。',
	);
});
