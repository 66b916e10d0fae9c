import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAccount } from '../../../../api/accounts/create-account.ts';
import { thePortal } from '../../../../api/permission/actor.ts';
import { Result } from '../../../../content/schema/result.ts';
import { publications } from '../../../../db/schema/publication.ts';
import { aConclusion, openTestPortal, type TestPortal } from '../../portal.ts';
import { aConcluded, act, aPublished, putDraft } from '../../publication/results/results.ts';
import { aCase, type Case, fieldsOf } from '../cases.ts';

let portal: TestPortal;
beforeAll(async () => {
	portal = await openTestPortal();
	for (const username of ['city-second', 'city-third']) {
		const account = { username, name: username, role: 'city-supervisor', adcode: 211300, demo: true } as const;
		await createAccount(portal.staff, portal.auth, thePortal, { ...account, password: 'demo-password-2026' });
	}
});
afterAll(() => portal.remove());

const ask = ({ number, secret }: Case) =>
	portal.call('POST', 'api/reports/track/review', { body: { number, secret, reason: '对结果不认可，请再查。' } });
const track = async ({ number, secret }: Case) =>
	(await portal.call('POST', 'api/reports/track', { body: { number, secret } })).json;
const upheld = { reply: '复查后维持。' };

describe('a review', () => {
	test.each(['concluded', 'declined', 'merged'] as const)('that is upheld leads back to %s', async (status) => {
		const report = await aCase(portal, status);
		expect((await ask(report)).status).toBe(201);
		const { status: code, json } = await portal.move('beipiao-handler', report.number, 'uphold', upheld);
		expect({ code, status: json.status }).toEqual({ code: 200, status });
		expect(await track(report)).toMatchObject({ status });
	});

	test('goes to somebody who had no part: neither proposer, approver nor confirmer decides it', async () => {
		const report = await aCase(portal, 'concluded');
		await ask(report);
		for (const username of ['beipiao', 'city']) {
			const { status, json } = await portal.move(username, report.number, 'uphold', upheld);
			expect({ status, detail: json.detail }).toEqual({ status: 409, detail: expect.stringContaining('没有参与过') });
		}
		expect((await portal.move('beipiao-approver', report.number, 'uphold', upheld)).status).toBe(403);
		expect((await portal.move('beipiao-handler', report.number, 'reopen', fieldsOf('reopen'))).status).toBe(200);
	});

	test('of a merged report is not decided by whoever concluded the main one', async () => {
		const main = await aCase(portal, 'investigating');
		const merged = await portal.report();
		await portal.move('beipiao-handler', merged.number, 'merge', { into: main.number, reason: '同一处。' });
		await portal.move('beipiao', main.number, 'conclude', aConclusion('unsubstantiated'));
		await ask(merged);
		const { json } = await portal.move('beipiao', merged.number, 'uphold', upheld);
		expect(json.detail).toContain('没有参与过');
	});

	test('decided by the city for the last time is undone by the city alone', async () => {
		const report = await aCase(portal, 'concluded');
		await ask(report);
		await portal.move('beipiao-handler', report.number, 'uphold', upheld);
		await ask(report);
		await portal.move('city-second', report.number, 'uphold', upheld);
		const undo = fieldsOf('undo-conclude');
		expect((await portal.move('beipiao-approver', report.number, 'undo-conclude', undo)).json.detail).toContain('市级');
		expect((await portal.move('city-third', report.number, 'undo-conclude', undo)).status).toBe(200);
	});

	test('has nobody as its handler until somebody else takes it', async () => {
		const report = await aCase(portal, 'concluded');
		await ask(report);
		const { json } = await portal.move('beipiao-handler', report.number, 'take');
		expect(json.handler.name).toContain('办案');
		expect((await portal.move('beipiao-handler', report.number, 'uphold', upheld)).status).toBe(200);
	});

	test('comes to an end: the second one is decided by the city, and there is no third', async () => {
		const report = await aCase(portal, 'concluded');
		await ask(report);
		await portal.move('beipiao-handler', report.number, 'uphold', upheld);
		expect(await track(report)).toMatchObject({ canReview: true });
		expect((await ask(report)).status).toBe(201);
		const local = await createAccount(portal.staff, portal.auth, thePortal, {
			...{ username: 'beipiao-third', name: '第三人', role: 'handler', adcode: 211381, demo: true },
			password: 'demo-password-2026',
		});
		expect(local).toBeTruthy();
		const county = await portal.move('beipiao-third', report.number, 'uphold', upheld);
		expect(county.json.detail).toContain('由市级作出意见');
		expect((await portal.move('city-second', report.number, 'uphold', upheld)).status).toBe(200);
		expect(await track(report)).toMatchObject({ canReview: false, status: 'concluded' });
		expect((await ask(report)).json.detail).toContain('最终意见');
	});
});

describe('a wrong turn', () => {
	const undone = [
		['concluded', 'undo-conclude', 'investigating', '原办结已撤销'],
		['merged', 'undo-merge', 'assigned', '原并案已撤销'],
		['declined', 'restore', 'assigned', '原不予受理的决定已撤销'],
	] as const;

	test.each(undone)('%s is put right by %s, shown in the story', async (status, move, before, words) => {
		const report = await aCase(portal, status);
		const own = await portal.move('beipiao', report.number, move, fieldsOf(move));
		expect(own.status).toBe(403);
		const { json } = await portal.move('beipiao-approver', report.number, move, fieldsOf(move));
		expect(json).toMatchObject({ status: before, outcome: null });
		expect(json.due).not.toBeNull();
		const story = await track(report);
		expect(story.timeline.at(-1).text).toContain(words);
		expect(story).toMatchObject({ canMessage: true, canReview: false });
	});

	test('is not put right by whoever proposed it, also with the right to approve', async () => {
		const { number } = await portal.report({ location: { place: '老矿后山' } });
		await portal.propose('city-second', number, 'decline', fieldsOf('decline'));
		await portal.decide('city-third', number, 'approve');
		const own = await portal.move('city-second', number, 'restore', fieldsOf('restore'));
		expect(own.json.detail).toContain('须由另一名人员');
		expect((await portal.move('city-third', number, 'restore', fieldsOf('restore'))).status).toBe(200);
	});
});

describe('a published result whose case is opened again', () => {
	async function published() {
		const number = await aConcluded(portal);
		return { number, result: await aPublished(portal, number) };
	}
	const underReview = async (id: string) => {
		const [row] = await portal.staff.db.read.select().from(publications).where(eq(publications.id, id));
		return Result.parse(row?.record).underReview;
	};

	test('says 复查中 at once, until it is concluded with the same outcome', async () => {
		const { number, result } = await published();
		await portal.move('beipiao-approver', number, 'undo-conclude', fieldsOf('undo-conclude'));
		expect(await underReview(result.id)).toEqual({ since: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) });
		await portal.move('beipiao', number, 'conclude', aConclusion());
		expect(await underReview(result.id)).toBeUndefined();
	});

	test('keeps the mark where the outcome is another, and can be withdrawn', async () => {
		const { number, result } = await published();
		await portal.move('beipiao-approver', number, 'undo-conclude', fieldsOf('undo-conclude'));
		await portal.move('beipiao', number, 'conclude', aConclusion('unsubstantiated'));
		expect(await underReview(result.id)).toBeDefined();
		expect((await act(portal, 'beipiao-approver', result.id, 'withdraw', { reason: '结论已变更。' })).status).toBe(200);
	});

	test('is not published at all where it was opened before the approval, nor with another outcome', async () => {
		const number = await aConcluded(portal);
		const { json } = await putDraft(portal, number);
		await act(portal, 'beipiao', json.id, 'submit');
		await portal.move('beipiao-approver', number, 'undo-conclude', fieldsOf('undo-conclude'));
		const opened = await act(portal, 'beipiao-approver', json.id, 'approve');
		expect(opened.json).toMatchObject({ code: 'not_now', detail: expect.stringContaining('重新办理') });
		await portal.move('beipiao', number, 'conclude', aConclusion('unsubstantiated'));
		const other = await act(portal, 'beipiao-approver', json.id, 'approve');
		expect(other.json).toMatchObject({ code: 'not_now', detail: expect.stringContaining('结论不一致') });
	});

	test('goes with its case to another county while it is a draft', async () => {
		const number = await aConcluded(portal);
		const { json } = await putDraft(portal, number);
		await portal.move('beipiao-approver', number, 'undo-conclude', fieldsOf('undo-conclude'));
		await portal.move('beipiao', number, 'object', fieldsOf('object'));
		await portal.move('city', number, 'assign', fieldsOf('assign'));
		const seen = async (as: string) =>
			(await portal.call('GET', `api/staff/results/${json.id}`, { as: await portal.signIn(as) })).status;
		expect([await seen('beipiao'), await seen('lingyuan')]).toEqual([404, 200]);
	});

	test('is not marked by the request for a review alone, which would tell of the reporter', async () => {
		const report = await portal.report();
		await portal.move('beipiao', report.number, 'accept');
		await portal.move('beipiao', report.number, 'investigate', fieldsOf('investigate'));
		await portal.move('beipiao', report.number, 'conclude', aConclusion());
		const result = await aPublished(portal, report.number);
		await ask(report);
		expect(await underReview(result.id)).toBeUndefined();
		await portal.move('beipiao-handler', report.number, 'reopen', fieldsOf('reopen'));
		expect(await underReview(result.id)).toBeDefined();
	});
});
