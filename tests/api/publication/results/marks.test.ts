import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DraftBody } from '../../../../api/publication/results/draft-body.ts';
import { marksOf } from '../../../../api/publication/results/marks.ts';
import { aDraft, content, openTestPortal, type TestPortal } from '../../portal.ts';
import { aConcluded, act, putDraft } from './results.ts';

const findings = '经核查，法定代表人赵铁柱承认越界，值班电话0421-2612345。';
const reasons = [
	{ path: 'findings', kind: 'name', text: '赵铁柱', reason: '处罚决定书已依法公开法定代表人姓名。' },
	{ path: 'findings', kind: 'landline', text: '0421-2612345', reason: '单位值班电话。' },
];

let portal: TestPortal;
beforeAll(async () => {
	portal = await openTestPortal();
});
afterAll(() => portal.remove());

describe('what is only possible is marked', () => {
	test('with its words, and the draft is kept', async () => {
		const { status, json } = await putDraft(portal, await aConcluded(portal), { findings });
		expect(status).toBe(200);
		expect(json.marks).toEqual([
			{ path: 'findings', kind: 'name', kindName: '人员姓名', text: '赵铁柱', reason: null },
			{ path: 'findings', kind: 'landline', kindName: '固定电话号码', text: '0421-2612345', reason: null },
		]);
	});

	test('it is handed on only when each mark is answered, and a reason stays with its words', async () => {
		const number = await aConcluded(portal);
		const half = await putDraft(portal, number, { findings, reasons: reasons.slice(0, 1) });
		const refused = await act(portal, 'beipiao', half.json.id, 'submit');
		expect(refused.json).toMatchObject({
			code: 'invalid',
			errors: [{ path: 'findings', message: '标出的内容请逐处说明可以公开的理由，或者删去' }],
		});
		const changed = `${findings}已整改。`;
		const { version } = half.json;
		const whole = await putDraft(portal, number, { findings: changed, reasons, version });
		expect(whole.json.marks.map(({ reason }: { reason: string }) => reason)).toEqual(
			reasons.map(({ reason }) => reason),
		);
		expect((await act(portal, 'beipiao', half.json.id, 'submit')).status).toBe(200);
	});

	test('words that stand in two lines are answered like any other', async () => {
		const number = await aConcluded(portal);
		const problem = '账目上写着\n138、0421\n7788。';
		const first = await putDraft(portal, number, { problem });
		const [{ path, kind, text }] = first.json.marks;
		expect(text).toBe('138、0421\n7788');
		const answered = [{ path, kind, text, reason: '三笔账目的数额，不是号码。' }];
		await putDraft(portal, number, { problem, reasons: answered, version: first.json.version });
		expect((await act(portal, 'beipiao', first.json.id, 'submit')).status).toBe(200);
	});

	test('a reason of nothing that can be seen is none, and one for words that are gone is forgotten', async () => {
		const number = await aConcluded(portal);
		const empty = reasons.map((each) => ({ ...each, reason: ' \u3000\u200b' }));
		const { json } = await putDraft(portal, number, { findings, reasons: empty });
		expect((await act(portal, 'beipiao', json.id, 'submit')).status).toBe(422);
		const without = await putDraft(portal, number, { findings: '情况属实。', reasons, version: json.version });
		expect(without.json).toMatchObject({ marks: [], body: { reasons: [] } });
	});
});

describe('whoever approves confirms the marks', () => {
	test('and nothing is published before; the reasons themselves never are', async () => {
		const { json } = await putDraft(portal, await aConcluded(portal), { findings, reasons });
		await act(portal, 'beipiao', json.id, 'submit');
		const refused = await act(portal, 'beipiao-approver', json.id, 'approve');
		expect(refused.json.errors).toMatchObject([{ path: 'marksConfirmed' }]);
		const approved = await act(portal, 'beipiao-approver', json.id, 'approve', { marksConfirmed: true });
		expect(approved.json.status).toBe('published');
		await portal.delivery.run();
		const record = readFileSync(join(portal.dataDir, 'record', 'results', `${json.publicId}.yaml`), 'utf8');
		expect(record).toContain('赵铁柱');
		expect(record).not.toContain('处罚决定书已依法公开');
		const log = await portal.call('GET', 'api/staff/audit?action=result.approved', {
			as: await portal.signIn('auditor'),
		});
		expect(log.json.items[0]).toMatchObject({ subject: json.publicId, reason: '确认保留标出的内容 2 处' });
	});

	test('a text without marks needs no confirmation', async () => {
		const { json } = await putDraft(portal, await aConcluded(portal), { findings: '责任人张某某已被处罚。' });
		await act(portal, 'beipiao', json.id, 'submit');
		expect((await act(portal, 'beipiao-approver', json.id, 'approve')).json.status).toBe('published');
	});
});

test('what the reporter sent after the draft was written is found when it is handed on and when it is approved', async () => {
	const problem = '群众反映有人在西坡老采坑边上连夜往外运铁矿石。';
	const write = async () => {
		const receipt = await portal.report();
		await portal.move('beipiao', receipt.number, 'accept');
		await portal.move('beipiao', receipt.number, 'investigate', { officers: '刘一\n陈二' });
		await portal.move('beipiao', receipt.number, 'conclude', {
			...{
				outcome: 'substantiated',
				violation: '无证采矿。',
				extent: '二亩。',
				gains: '已核定。',
				responsible: '张某。',
			},
			...{
				corrected: '已停止。',
				penalised: '已处罚。',
				rectified: '已复绿。',
				legalBasis: '第六十四条',
				reply: '情况属实。',
			},
		});
		const { json } = await putDraft(portal, receipt.number, { problem });
		const say = () =>
			portal.call('POST', 'api/reports/track/rating', {
				body: {
					...{ number: receipt.number, secret: receipt.secret, score: 2 },
					text: '我说的是有人在西坡老采坑边上连夜往外运铁矿石',
				},
			});
		return { id: json.id as string, say };
	};
	const first = await write();
	expect((await first.say()).status).toBe(201);
	expect((await act(portal, 'beipiao', first.id, 'submit')).json.errors).toMatchObject([{ path: 'problem' }]);
	const second = await write();
	await act(portal, 'beipiao', second.id, 'submit');
	expect((await second.say()).status).toBe(201);
	expect((await act(portal, 'beipiao-approver', second.id, 'approve')).json.errors).toMatchObject([
		{ path: 'problem' },
	]);
});

test('a landline that the portal names as an office’s needs no answer', () => {
	const [unit, ...others] = content.units.units;
	if (!unit) throw new Error('no unit');
	const known = { ...content, units: { ...content.units, units: [{ ...unit, phone: '（0421）2612345' }, ...others] } };
	const body = DraftBody.parse({
		...aDraft(),
		outcome: 'substantiated',
		findings: '值班电话0421-2612345，0421-2698765。',
	});
	expect(marksOf(content, body).map(({ text }) => text)).toEqual(['0421-2612345', '0421-2698765']);
	expect(marksOf(known, body).map(({ text }) => text)).toEqual(['0421-2698765']);
});
