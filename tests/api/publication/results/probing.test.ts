import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { alerts } from '../../../../db/schema/alerts.ts';
import { openTestPortal, type TestPortal } from '../../portal.ts';
import { aConcluded, act, aPublished, putDraft } from './results.ts';

/** Nothing in these texts is private by its form: only somebody who knows the reporter could tell. */
const guesses = ['现场由欧阳建国指认。', '单据上写着4217788。', '账目里有jianguo1988。', '编号9913804217788123。'];
const reporter = { mode: 'named', name: '欧阳建国', phone: '13804217788', email: 'jianguo1988@example.com' };

let portal: TestPortal;
beforeEach(async () => {
	portal = await openTestPortal();
});
afterEach(() => portal.remove());

const alertsRaised = () => portal.staff.db.read.select().from(alerts);
const submitted = async (number: string, problem: string) => {
	const { json } = await putDraft(portal, number, { problem });
	const { status } = await act(portal, 'beipiao', json.id, 'submit');
	expect(status).toBe(200);
	return json;
};

describe('no draft tells who reported', () => {
	test('with the reporter’s name, phone or address in it, it is answered as any other, also when it is handed on', async () => {
		const theirs = await aConcluded(portal, { reporter });
		const strangers = await aConcluded(portal, { reporter: { mode: 'anonymous' } });
		let versions: [number | null, number | null] = [null, null];
		for (const problem of guesses) {
			const answers = [
				await putDraft(portal, theirs, { problem, version: versions[0] }),
				await putDraft(portal, strangers, { problem, version: versions[1] }),
			];
			const [one, other] = answers.map(({ status, json }) => ({ status, marks: json.marks, body: json.body }));
			expect(one).toEqual(other);
			expect(one?.status).toBe(200);
			versions = [answers[0]?.json.version, answers[1]?.json.version];
		}
		const { json } = await putDraft(portal, theirs, { problem: guesses[0], version: versions[0] });
		expect((await act(portal, 'beipiao', json.id, 'submit')).status).toBe(200);
		expect(await alertsRaised()).toEqual([]);
	});

	test.each(guesses)('but it is not published: %s', async (guess) => {
		const { id } = await submitted(await aConcluded(portal, { reporter }), guess);
		const { status, json } = await act(portal, 'beipiao-approver', id, 'approve');
		expect(status).toBe(422);
		expect(json.errors).toEqual([
			{ path: 'problem', message: expect.stringContaining('不宜公开的个人信息或者与举报材料相同的内容') },
		]);
	});

	test('a result that waits for nobody, was seen in another version or is one’s own is never looked at', async () => {
		const { id } = await submitted(await aConcluded(portal, { reporter }), guesses[0] ?? '');
		const stale = await act(portal, 'beipiao-approver', id, 'approve', { version: 1 });
		expect(stale.json.code).toBe('moved_meanwhile');
		const early = await act(portal, 'beipiao-approver', id, 'withdraw', { reason: guesses[0] });
		expect(early.json.code).toBe('not_now');
		const published = await aPublished(portal, await aConcluded(portal, { reporter }));
		const tried = await act(portal, 'beipiao-approver', published.id, 'withdraw', { reason: guesses[0], version: 1 });
		expect(tried.json.code).toBe('moved_meanwhile');
	});
});

describe('trying is noticed and ends', () => {
	const log = async (action: string) =>
		(await portal.call('GET', `api/staff/audit?action=${action}`, { as: await portal.signIn('auditor') })).json.items;

	test('each refusal is logged with the case and the kinds, never with the text', async () => {
		const number = await aConcluded(portal);
		await putDraft(portal, number, { problem: '电话13804217788。', findings: '邮箱a.b@example.com。' });
		const items = await log('result.wording-refused');
		expect(items).toMatchObject([{ actor: '北票市经办（演示）', subject: number, reason: '手机号码、电子邮箱' }]);
		expect(JSON.stringify(items)).not.toMatch(/1380421|example/);
	});

	test('the third of a day raises a line for the auditor and the city, for no county', async () => {
		const number = await aConcluded(portal);
		for (const last of ['7', '8', '9']) await putDraft(portal, number, { problem: `电话1380421778${last}。` });
		expect(await alertsRaised()).toMatchObject([
			{ kind: 'wording.refused', subject: number, forCity: true, adcode: null },
		]);
		expect(JSON.stringify(await alertsRaised())).not.toMatch(/1380421/);
	});

	test('after three refused decisions of a day nothing more is published by the same officer until the next day', async () => {
		portal.setNow('2026-11-20T02:00:00Z');
		const guilty = await submitted(await aConcluded(portal, { reporter }), guesses[0] ?? '');
		const clean = await submitted(await aConcluded(portal), '群众反映一处无证采矿。');
		for (let tries = 0; tries < 3; tries++) {
			expect((await act(portal, 'beipiao-approver', guilty.id, 'approve')).status).toBe(422);
		}
		const stopped = await act(portal, 'beipiao-approver', clean.id, 'approve');
		expect(stopped).toMatchObject({ status: 429, json: { code: 'too_many' } });
		expect(Number(stopped.headers.get('retry-after'))).toBe(14 * 3600);
		expect((await act(portal, 'city-approver', clean.id, 'approve')).status).toBe(200);
		expect(await log('result.decision-refused')).toHaveLength(3);
		expect(await alertsRaised()).toHaveLength(1);
		portal.setNow(null);
	});
});
