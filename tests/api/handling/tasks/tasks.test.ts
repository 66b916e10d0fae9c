import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAccount } from '../../../../api/accounts/create-account.ts';
import { setDisabled } from '../../../../api/accounts/disable.ts';
import { thePortal } from '../../../../api/permission/actor.ts';
import { asAdmin } from '../../accounts/accounts.ts';
import { phoneOf, raw } from '../../evidence/uploads/phone.ts';
import { jpeg } from '../../evidence/uploads/pictures.ts';
import { type Answer, aConclusion, openTestPortal, type TestPortal } from '../../portal.ts';

let portal: TestPortal;
/** Two workers of one county, and one of another. */
const [worker, neighbour, elsewhere] = ['grid-baoguolao', 'grid-shangyuan', 'lingyuan-grid'];
const words = '夜里有挖掘机在山坡挖矿，车牌看不清。';
let ids: Record<string, string>;

beforeAll(async () => {
	portal = await openTestPortal();
	const towns = { [worker]: '211381104', [neighbour]: '211381103' };
	for (const [username, town] of Object.entries(towns)) {
		const account = { username, name: username, role: 'grid-worker' as const, adcode: 211381, town, demo: true };
		await createAccount(portal.staff, portal.auth, thePortal, { ...account, password: 'demo-password-2026' });
	}
	const { json } = await portal.call('GET', 'api/staff/accounts', { as: await portal.signIn('admin') });
	ids = Object.fromEntries(json.items.map(({ username, id }: Record<string, string>) => [username, id]));
});
afterAll(() => portal.remove());

async function as(username: string, method: string, path: string, body?: unknown, headers = {}): Promise<Answer> {
	return portal.call(method, `api/staff/${path}`, { as: await portal.signIn(username), body, headers });
}

const asked = () => ({
	worker: ids[worker],
	place: '村北山坡采石场',
	request: '看有没有新挖的痕迹和机械。',
	dueOn: '2099-01-01',
});

/** A report of a reporter who gave name and phone, with a task for the worker. */
async function aTask(changes: object = {}): Promise<{ number: string; secret: string; id: string }> {
	const { number, secret } = await portal.report({
		description: words,
		location: { lat: 41.98, lon: 120.92, datum: 'wgs84' },
		reporter: { mode: 'confidential', name: '王秀英', phone: '13900001234' },
	});
	const { status, json } = await as('beipiao', 'POST', `reports/${number}/tasks`, { ...asked(), ...changes });
	expect(status).toBe(201);
	return { number, secret, id: json.id };
}

describe('an account of a grid worker', () => {
	const account = { username: 'grid-new', name: '赵某', role: 'grid-worker', adcode: 211381 };

	test.each<[string, object]>([
		['without a town', {}],
		['with a town of another county', { town: '211382102' }],
		['with a town nobody knows', { town: '211381999' }],
		['for the whole city', { adcode: 211300, town: '211381104' }],
	])('is refused %s', async (_what, changes) => {
		const { status, json } = await asAdmin(portal, '', { ...account, ...changes });
		expect({ status, errors: json.errors }).toEqual({
			status: 422,
			errors: [{ path: 'town', message: '请选择本县区的乡镇' }],
		});
	});

	test('shows its town, and only a grid worker has one', async () => {
		expect((await asAdmin(portal, '', { ...account, town: '211381104' })).json.town).toBe('宝国老镇');
		const publisher = { ...account, username: 'in-a-town', role: 'publisher', town: '211381104' };
		expect((await asAdmin(portal, '', publisher)).json.town).toBeNull();
	});
});

describe('a grid worker', () => {
	test('reads what the officer wrote and nothing else of the report', async () => {
		const { number, id } = await aTask();
		const { json } = await as(worker, 'GET', `tasks/${id}`);
		expect(json).toMatchObject({
			town: '宝国老镇',
			place: '村北山坡采石场',
			location: null,
			hasWords: false,
			state: 'open',
		});
		const seen = JSON.stringify([json, (await as(worker, 'GET', 'tasks')).json]);
		for (const hidden of [number, words, '王秀英', '13900001234', '41.98', 'no-licence'])
			expect(seen).not.toContain(hidden);
	});

	test('gets the position where the officer sends it along', async () => {
		const { id } = await aTask({ withPosition: true });
		expect((await as(worker, 'GET', `tasks/${id}`)).json.location).toEqual({ lat: 41.98, lon: 120.92 });
	});

	test.each([neighbour, elsewhere])('of another town (%s) finds no task of it by any route', async (other) => {
		const { id } = await aTask();
		await as('beipiao', 'POST', `reports/${(await aTask()).number}/tasks`, asked());
		const answers = await Promise.all([
			as(other, 'GET', `tasks/${id}`),
			as(other, 'POST', `tasks/${id}/words`),
			as(other, 'POST', `tasks/${id}/finding`, { text: '没有发现。' }),
		]);
		expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
		expect((await as(other, 'GET', 'tasks')).json).toEqual({ open: [], done: [] });
	});

	test('reads the words only once they were handed over with a reason, each look logged, until the task ends', async () => {
		const { number, id } = await aTask();
		expect((await as(worker, 'POST', `tasks/${id}/words`)).status).toBe(403);
		expect((await as('beipiao', 'POST', `reports/${number}/tasks/${id}/words`, { reason: '' })).status).toBe(422);
		const reason = '需要对照描述找到位置';
		expect((await as('beipiao', 'POST', `reports/${number}/tasks/${id}/words`, { reason })).status).toBe(204);
		const { json } = await as(worker, 'POST', `tasks/${id}/words`);
		expect(json).toEqual({ text: words });
		const log = (await as('auditor', 'GET', `audit?q=${number}`)).json.items;
		const entries = log.map((row: Record<string, unknown>) => [row.action, row.actor, row.reason]);
		expect(entries).toContainEqual(['task.words-given', '北票市经办（演示）', reason]);
		expect(entries).toContainEqual(['task.words-opened', worker, null]);
		await as(worker, 'POST', `tasks/${id}/finding`, { text: '没有发现。' });
		expect((await as(worker, 'POST', `tasks/${id}/words`)).status).toBe(409);
	});

	test('sends back what was found with position and pictures: sealed, previewed, in the history, unseen by the reporter', async () => {
		const { number, secret, id } = await aTask();
		const picture = await jpeg();
		const cookie = await portal.signIn(worker);
		const phone = phoneOf(portal);
		const tus = { 'tus-resumable': '1.0.0', 'upload-draft': phone.draft, cookie };
		const announced = await raw(portal, 'POST', 'api/staff/uploads', {
			...tus,
			'upload-length': String(picture.length),
		});
		const path = announced.headers.get('location') ?? '';
		expect(path).toMatch(/^\/api\/staff\/uploads\//);
		const piece = { ...tus, 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' };
		expect((await raw(portal, 'PATCH', path, piece, picture)).status).toBe(204);

		const finding = {
			text: '发现新挖沟槽，没有机械。',
			position: { lat: 41.98012, lon: 120.92034, withinM: 12.4 },
			uploads: [path.split('/').at(-1)],
		};
		const sent = await as(worker, 'POST', `tasks/${id}/finding`, finding, { 'upload-draft': phone.draft });
		expect(sent.json).toMatchObject({ state: 'done', finding: finding.text, found: { withinM: 12 } });

		const { json } = await as('beipiao', 'GET', `reports/${number}`);
		expect(json.timeline.at(-1)).toMatchObject({ moveName: '反馈现场核查', actor: worker, note: finding.text });
		expect(json.timeline.at(-1).fields.map(({ value }: { value: string }) => value)).toEqual([
			'村北山坡采石场',
			'41.980120, 120.920340（WGS-84，误差约 12 米）',
			'1 个',
		]);
		expect(json.tasks).toMatchObject([{ id, state: 'done', worker }]);
		const [attachment] = json.attachments;
		expect(attachment).toMatchObject({ worker, previews: 1, size: picture.length });
		const preview = `api/staff/reports/${number}/attachments/${attachment.id}/preview`;
		expect((await raw(portal, 'GET', preview, { cookie: await portal.signIn('beipiao') })).status).toBe(200);
		expect((await raw(portal, 'GET', preview, { cookie })).status).toBe(403);

		const tracked = await portal.call('POST', 'api/reports/track', { body: { number, secret } });
		expect(JSON.stringify(tracked.json)).not.toMatch(/网格|沟槽|核查地点/);
	});

	test('answers once', async () => {
		const { id } = await aTask();
		const answers = await Promise.all(
			['甲处没有发现。', '乙处没有发现。'].map((text) => as(worker, 'POST', `tasks/${id}/finding`, { text })),
		);
		expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
	});

	test('cannot take files of a reporter for a finding', async () => {
		const { id } = await aTask();
		const phone = phoneOf(portal);
		const upload = await phone.send(await jpeg());
		const { status } = await as(worker, 'POST', `tasks/${id}/finding`, { text: '没有发现。', uploads: [upload.id] });
		expect(status).toBe(422);
	});
});

describe('an officer', () => {
	test('may ask the grid workers of the county of the report and nobody else', async () => {
		const { number } = await portal.report();
		const { gridWorkers } = (await as('beipiao', 'GET', `reports/${number}`)).json;
		expect(gridWorkers.map(({ name }: { name: string }) => name)).toEqual(
			expect.arrayContaining([worker, neighbour, '网格员（演示）']),
		);
		for (const id of [ids[elsewhere], ids['beipiao'], 'nobody']) {
			const { status, json } = await as('beipiao', 'POST', `reports/${number}/tasks`, { ...asked(), worker: id });
			expect({ status, path: json.errors?.[0].path }).toEqual({ status: 422, path: 'worker' });
		}
	});

	test('cannot ask a worker who was shut out, for a day gone by, or on a settled report', async () => {
		const { number } = await portal.report();
		const late = await as('beipiao', 'POST', `reports/${number}/tasks`, { ...asked(), dueOn: '2020-01-01' });
		expect(late.json.errors).toEqual([{ path: 'dueOn', message: '完成时限不能早于今天' }]);
		const admin = {
			id: '',
			name: 'admin',
			username: 'admin',
			role: 'system-administrator',
			adcode: 0,
			city: true,
		} as const;
		const by = { ...admin, demo: true, sessionId: '' };
		await setDisabled(portal.staff, by, ids[neighbour] ?? '', true);
		const out = await as('beipiao', 'POST', `reports/${number}/tasks`, { ...asked(), worker: ids[neighbour] });
		expect(out.status).toBe(422);
		await setDisabled(portal.staff, by, ids[neighbour] ?? '', false);
		await portal.move('beipiao', number, 'accept');
		await portal.move('beipiao', number, 'investigate', { officers: '刘一\n陈二' });
		await portal.move('beipiao', number, 'conclude', aConclusion());
		expect((await as('beipiao', 'POST', `reports/${number}/tasks`, asked())).status).toBe(409);
	});

	test('takes a task back; the worker sees it no longer', async () => {
		const { number, id } = await aTask();
		expect(
			(await as('beipiao', 'POST', `reports/${number}/tasks/${id}/cancel`, { reason: '已由执法队核查' })).status,
		).toBe(204);
		const { open } = (await as(worker, 'GET', 'tasks')).json;
		expect(open.map((task: { id: string }) => task.id)).not.toContain(id);
		expect((await as(worker, 'POST', `tasks/${id}/finding`, { text: '没有发现。' })).status).toBe(409);
	});

	test('of another county gets nothing from a task once the report went there', async () => {
		const { number, id } = await aTask();
		await portal.move('beipiao', number, 'object', { reason: '地点不在本县区。' });
		await portal.move('city', number, 'assign', { unit: '211382-natural-resources', reason: '地点在凌源市境内。' });
		expect((await as(worker, 'POST', `tasks/${id}/finding`, { text: '没有发现。' })).status).toBe(409);
		expect((await as(worker, 'GET', `tasks/${id}`)).json.state).toBe('ended');
	});
});
