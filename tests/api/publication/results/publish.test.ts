import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { dump, load } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '../../../../api/permission/roles.ts';
import { reduceWithdrawn } from '../../../../api/publication/record/reduce-withdrawn.ts';
import { loadContent } from '../../../../content/load.ts';
import { Result } from '../../../../content/schema/result.ts';
import { user } from '../../../../db/schema/accounts.ts';
import { publications } from '../../../../db/schema/publication.ts';
import { aReport, openTestPortal, type TestPortal } from '../../portal.ts';
import { aConcluded, act, aPublished, putDraft } from './results.ts';

let portal: TestPortal;
beforeAll(async () => {
	portal = await openTestPortal();
});
afterAll(() => portal.remove());

const fileOf = (publicId: string, dataDir = portal.dataDir) => join(dataDir, 'record', 'results', `${publicId}.yaml`);

describe('from draft to the public', () => {
	test('a draft of one person is approved by another and written out', async () => {
		const number = await aConcluded(portal);
		const draft = await putDraft(portal, number);
		expect(draft.json).toMatchObject({
			status: 'draft',
			canSubmit: true,
			canApprove: false,
			drafter: '北票市经办（演示）',
		});
		const submitted = await act(portal, 'beipiao', draft.json.id, 'submit');
		expect(submitted.json).toMatchObject({ status: 'submitted', canApprove: false, canEdit: false });
		expect(existsSync(fileOf(draft.json.publicId))).toBe(false);

		const approved = await act(portal, 'beipiao-approver', draft.json.id, 'approve');
		expect(approved.json).toMatchObject({ status: 'published', approver: '北票市审核（演示）' });
		await portal.delivery.run();
		expect(portal.site.request).toHaveBeenCalled();
		expect(load(readFileSync(fileOf(draft.json.publicId), 'utf8'))).toEqual(approved.json.preview);
		expect(loadContent('content', join(portal.dataDir, 'record')).results.map(({ id }) => id)).toContain(
			draft.json.publicId,
		);
	});

	test('nobody approves their own draft, whatever their role has become', async () => {
		const number = await aConcluded(portal);
		const { json } = await putDraft(portal, number);
		await act(portal, 'beipiao', json.id, 'submit');
		const { db } = portal.staff;
		const become = (role: Role) =>
			db.write((tx) => tx.update(user).set({ role }).where(eq(user.username, 'beipiao')).then());
		await become('approver');
		const refused = await act(portal, 'beipiao', json.id, 'approve');
		await become('clerk');
		expect(refused.json).toMatchObject({ code: 'forbidden', detail: '不能审核自己拟写的结果，请由另一名人员审核。' });
	});

	test('a clerk cannot approve, an approver cannot draft', async () => {
		const number = await aConcluded(portal);
		const { json } = await putDraft(portal, number);
		await act(portal, 'beipiao', json.id, 'submit');
		expect((await act(portal, 'beipiao', json.id, 'approve')).status).toBe(403);
		expect((await putDraft(portal, number, {}, 'beipiao-approver')).status).toBe(403);
	});

	test('another county neither drafts nor approves, nor learns that there is something', async () => {
		const number = await aConcluded(portal);
		expect((await putDraft(portal, number, {}, 'lingyuan')).status).toBe(404);
		const { json } = await putDraft(portal, number);
		await act(portal, 'beipiao', json.id, 'submit');
		for (const verb of ['approve', 'return', 'withdraw']) {
			expect(
				(await act(portal, 'lingyuan-approver', json.id, verb, verb === 'approve' ? {} : { reason: '理由' })).status,
			).toBe(404);
		}
	});

	test('a draft that is returned comes back with its reason, is mended and submitted again', async () => {
		const number = await aConcluded(portal);
		const { json } = await putDraft(portal, number);
		await act(portal, 'beipiao', json.id, 'submit');
		const returned = await act(portal, 'beipiao-approver', json.id, 'return', { reason: '请写明整改情况。' });
		expect(returned.json).toMatchObject({ status: 'returned', returnReason: '请写明整改情况。' });
		const mended = await putDraft(portal, number, {
			findings: '经再次核查，情况属实。',
			version: returned.json.version,
		});
		expect(mended.status).toBe(200);
		expect((await act(portal, 'beipiao', json.id, 'submit')).json).toMatchObject({
			status: 'submitted',
			returnReason: null,
		});
	});

	test('only a concluded report has a result, only once, and only in its order', async () => {
		const { number } = await portal.report();
		expect((await putDraft(portal, number)).json.code).toBe('not_now');
		const concluded = await aConcluded(portal);
		const { json } = await putDraft(portal, concluded);
		expect((await act(portal, 'beipiao-approver', json.id, 'approve')).json.code).toBe('not_now');
		expect((await act(portal, 'beipiao-approver', json.id, 'withdraw', { reason: '理由' })).json.code).toBe('not_now');
		expect((await putDraft(portal, concluded)).json.code).toBe('moved_meanwhile');
		await act(portal, 'beipiao', json.id, 'submit');
		expect((await act(portal, 'beipiao', json.id, 'submit')).json.code).toBe('not_now');
		expect((await putDraft(portal, concluded, { version: 2 })).json.code).toBe('not_now');
	});

	test('two approvals at once publish once', async () => {
		const { json } = await putDraft(portal, await aConcluded(portal));
		await act(portal, 'beipiao', json.id, 'submit');
		const both = await Promise.all(
			['beipiao-approver', 'city-approver'].map((as) => act(portal, as, json.id, 'approve')),
		);
		expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
	});
});

describe('what becomes public', () => {
	test('holds exactly the keys of the public schema, and the month but no day of receipt', async () => {
		portal.setNow('2026-03-17T02:00:00Z');
		const number = await aConcluded(portal, { pondId: 'demo-01', occurredOn: '2026-02-11' });
		portal.setNow('2026-04-20T02:00:00Z');
		const { publicId } = await aPublished(portal, number, { accountability: '企业负责人张某被约谈。', showTown: true });
		portal.setNow(null);
		const text = readFileSync(fileOf(publicId), 'utf8');
		const record = load(text) as object;
		for (const key of Object.keys(record)) expect(Object.keys(Result.shape)).toContain(key);
		expect(Object.keys(record).sort()).toEqual(
			[
				...[
					'id',
					'title',
					'adcode',
					'category',
					'pondId',
					'problem',
					'findings',
					'outcome',
					'measures',
					'accountability',
				],
				...['legalBasis', 'progress', 'unit', 'receivedMonth', 'concluded', 'published', 'updates', 'demo'],
			].sort(),
		);
		expect(record).toMatchObject({ receivedMonth: '2026-03', published: '2026-04-20', adcode: 211381, demo: true });
		const [{ description, location }] = [aReport() as { description: string; location: { place: string } }];
		for (const hidden of [number, description, location.place, '2026-02-11', '刘一', '陈二', '演示）']) {
			expect(text).not.toContain(hidden);
		}
	});

	test('names the township only if that was decided and it is one of the county', async () => {
		const inTown = (town: string) => ({ location: { adcode: 211381, town, place: '村北' } });
		const withTown = await aPublished(portal, await aConcluded(portal, inTown('宝国老镇')), { showTown: true });
		expect(withTown.preview.town).toBe('宝国老镇');
		const without = await aPublished(portal, await aConcluded(portal, inTown('宝国老镇')));
		expect(without.preview).not.toHaveProperty('town');
		// The reporter can type anything there; what they typed is not published.
		const typed = await aPublished(portal, await aConcluded(portal, inTown('我家后面王小明')), { showTown: true });
		expect(typed.preview).not.toHaveProperty('town');
	});

	test('has an id that says nothing about the receipt', async () => {
		const { publicId } = await aPublished(portal, await aConcluded(portal));
		expect(publicId).toMatch(/^\d{4}-211381-\d{4}$/);
	});
});

describe('withdrawing', () => {
	test('leaves number, day and reason in the record, and nothing else of it: not even the title', async () => {
		const { id, publicId } = await aPublished(portal, await aConcluded(portal));
		portal.setNow('2026-12-24T02:00:00Z');
		const withdrawn = await act(portal, 'beipiao-approver', id, 'withdraw', { reason: '处罚决定已依法撤销。' });
		portal.setNow(null);
		const remains = {
			id: publicId,
			withdrawn: { day: '2026-12-24', reason: '处罚决定已依法撤销。' },
			demo: true,
		};
		expect(withdrawn.json).toMatchObject({ status: 'withdrawn', preview: remains });
		// The job was left at a later hour than this machine's clock.
		portal.setNow('2026-12-24T03:00:00Z');
		await portal.delivery.run();
		portal.setNow(null);
		expect(load(readFileSync(fileOf(publicId), 'utf8'))).toEqual(remains);
		const [row] = await portal.staff.db.read.select().from(publications).where(eq(publications.id, id));
		expect(row?.record).toEqual(remains);
		expect((await act(portal, 'beipiao-approver', id, 'withdraw', { reason: '再撤一次' })).json.code).toBe('not_now');
	});

	test('is made good at the start where an earlier version left the texts in the record', async () => {
		const { id, publicId, preview } = await aPublished(portal, await aConcluded(portal));
		const { db } = portal.staff;
		const withdrawn = { day: '2026-12-24', reason: '处罚决定已依法撤销。' };
		const left = { ...preview, withdrawn };
		await db.write((tx) =>
			tx.update(publications).set({ status: 'withdrawn', record: left }).where(eq(publications.id, id)).then(),
		);
		writeFileSync(fileOf(publicId), dump(left));
		const loaded = loadContent('content', join(portal.dataDir, 'record'));
		const remains = { id: publicId, withdrawn, demo: true };
		expect(loaded.withdrawnResults).toContainEqual(remains);
		await reduceWithdrawn(portal.staff, join(portal.dataDir, 'record'));
		expect(load(readFileSync(fileOf(publicId), 'utf8'))).toEqual(remains);
		const [row] = await db.read.select().from(publications).where(eq(publications.id, id));
		expect(row?.record).toEqual(remains);
	});
});

test('a crash between approving and writing loses nothing: the next start writes the record', async () => {
	const first = await openTestPortal();
	const { json } = await putDraft(first, await aConcluded(first));
	await act(first, 'beipiao', json.id, 'submit');
	await act(first, 'beipiao-approver', json.id, 'approve');
	await first.close();
	const folder = join(first.dataDir, 'record');
	expect(readdirSync(folder)).toEqual([]);
	const second = await openTestPortal({}, { dataDir: first.dataDir });
	await second.delivery.run();
	expect(existsSync(fileOf(json.publicId, first.dataDir))).toBe(true);
	expect(second.site.request).toHaveBeenCalledOnce();
	await second.remove();
});
