import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { sessionReader } from '../../../../api/accounts/sign-in/read-session.ts';
import { problemAnswer } from '../../../../api/http/problem-answer.ts';
import { permitter, type StaffEnv } from '../../../../api/permission/permit.ts';
import type { Kind } from '../../../../api/publication/chain/kind.ts';
import { chainRoutes } from '../../../../api/publication/chain/routes.ts';
import { audit } from '../../../../db/schema/audit.ts';
import { publications } from '../../../../db/schema/publication.ts';
import { openTestPortal, type TestPortal } from '../../portal.ts';

const Notice = z.strictObject({ title: z.string().min(1, '请填写标题'), text: z.string() });
type Notice = z.infer<typeof Notice>;

const remains = z.strictObject({ id: z.string(), withdrawn: z.string() });

/** All that has to be written to publish something else by two people. It borrows the id of another kind. */
const noticeKind: Kind<Notice> = {
	id: 'batch',
	path: 'notices',
	name: '通知公告',
	noun: '公告',
	one: '这份公告',
	drafting: '拟写',
	empty: '还没有公告。',
	checklist: '请核对公告。',
	labels: [['title', '标题']],
	long: [],
	permissions: { read: 'results.read', draft: 'batches.draft', approve: 'batches.approve' },
	further: ['discarded', 'revised', 'withdrawn'],
	ofReport: false,
	input: Notice,
	body: Notice,
	record: z.union([remains, Notice.extend({ id: z.string() })]),
	async columns(_tx, _deps, { row }) {
		return row ? {} : { publicId: '2026-1' };
	},
	async publicRecord(_from, _deps, { publicId, body }) {
		return { id: publicId, ...Notice.parse(body) };
	},
	withdrawal: {
		remains,
		record: (_deps, { publicId }, reason) => ({ id: publicId, withdrawn: reason }),
	},
	async list(_deps, rows) {
		return rows.map(({ body }) => ({ title: Notice.parse(body).title, columns: [] }));
	},
};

let portal: TestPortal;
let app: Hono<StaffEnv>;
beforeAll(async () => {
	portal = await openTestPortal();
	const permit = permitter(sessionReader(portal.auth, portal.staff), portal.staff);
	app = new Hono<StaffEnv>();
	app.onError((error, c) => problemAnswer(error, c, portal.staff.log));
	app.route('/', chainRoutes(portal.staff, permit, noticeKind));
});
afterAll(() => portal.remove());

async function call(as: string, method: string, path: string, body?: object) {
	const answer = await app.request(`http://localhost/notices${path}`, {
		method,
		headers: { cookie: await portal.signIn(as), ...(body && { 'content-type': 'application/json' }) },
		...(body && { body: JSON.stringify(body) }),
	});
	const text = await answer.text();
	return { status: answer.status, json: text ? JSON.parse(text) : null };
}

/** Writes, submits and approves: the id of the row. */
async function publish(id: string): Promise<void> {
	const { json } = await call('city', 'GET', `/${id}`);
	await call('city', 'POST', `/${id}/submit`, { version: json.version });
	const approved = await call('city-approver', 'POST', `/${id}/approve`, { version: json.version + 1 });
	expect(approved.json).toMatchObject({ status: 'published' });
}

const first: Notice = { title: '停电通知', text: '周一停电。' };

describe('a kind that is described in one object', () => {
	let id: string;

	test('has its drafts checked by its schema, unknown keys refused', async () => {
		expect((await call('city', 'POST', '', { ...first, title: '' })).json.errors).toMatchObject([{ path: 'title' }]);
		expect((await call('city', 'POST', '', { ...first, more: 1 })).status).toBe(422);
	});

	test('is drafted, submitted, returned and approved by those of its permissions', async () => {
		expect((await call('beipiao-approver', 'POST', '', first)).status).toBe(403);
		const draft = await call('city', 'POST', '', first);
		expect(draft).toMatchObject({ status: 201, json: { title: first.title, edition: 1, canSubmit: true } });
		({ id } = draft.json);
		await call('city', 'POST', `/${id}/submit`, { version: 1 });
		const returned = await call('city-approver', 'POST', `/${id}/return`, { version: 2, reason: '请写明几点。' });
		expect(returned.json).toMatchObject({ status: 'returned', returnReason: '请写明几点。' });
		const changed = await call('city', 'PUT', `/${id}`, { ...first, text: '周一九时停电。', version: 3 });
		expect(changed.json).toMatchObject({ body: { text: '周一九时停电。' }, preview: { text: '周一九时停电。' } });
		await publish(id);
		expect((await call('city', 'GET', '?status=published')).json).toMatchObject({ total: 1, items: [{ id }] });
	});

	test('has each step in the log', async () => {
		const rows = await portal.staff.db.read.select().from(audit);
		const steps = rows.filter(({ subject }) => subject === '2026-1').map(({ action }) => action.split('.')[1]);
		expect(steps).toEqual(['drafted', 'submitted', 'returned', 'drafted', 'submitted', 'approved']);
	});

	test('is revised by another edition, which takes its place once it is approved', async () => {
		const { json } = await call('city', 'GET', `/${id}`);
		const next = await call('city', 'POST', `/${id}/revise`, { version: json.version });
		expect(next.json).toMatchObject({ edition: 2, publicId: '2026-1', status: 'draft', approver: null });
		const twice = await call('city', 'POST', `/${id}/revise`, { version: json.version });
		expect(twice.json).toMatchObject({ code: 'not_now', detail: '这份公告已经在修订，请打开修订稿办理。' });
		expect((await call('city', 'GET', `/${id}`)).json.status).toBe('published');
		await call('city', 'PUT', `/${next.json.id}`, { ...first, text: '周二停电。', version: 1 });
		await publish(next.json.id);
		expect((await call('city', 'GET', `/${id}`)).json).toMatchObject({
			status: 'replaced',
			preview: { text: '周一九时停电。' },
		});
		id = next.json.id;
	});

	test('is taken back with a reason, which alone is left of it', async () => {
		const { json } = await call('city-approver', 'GET', `/${id}`);
		expect(json.canWithdraw).toBe(true);
		const gone = await call('city-approver', 'POST', `/${id}/withdraw`, { version: json.version, reason: '已取消。' });
		expect(gone.json).toMatchObject({ status: 'withdrawn', preview: { id: '2026-1', withdrawn: '已取消。' } });
		expect(JSON.stringify(gone.json.preview)).not.toContain('停电');
	});

	test('that is given up as a draft is gone', async () => {
		await portal.staff.db.write((tx) => tx.delete(publications).then());
		const { json } = await call('city', 'POST', '', first);
		expect((await call('city', 'POST', `/${json.id}/discard`, { version: 1 })).status).toBe(204);
		expect((await call('city', 'GET', `/${json.id}`)).json).toMatchObject({ detail: '没有找到这份公告。' });
	});
});
