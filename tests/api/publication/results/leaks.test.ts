import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestPortal, type TestPortal } from '../../portal.ts';
import { aConcluded, act, aPublished, conclude, putDraft } from './results.ts';

const reporter = { mode: 'named', name: '欧阳建国', phone: '+86 138-0421-7788', email: 'jianguo.ouyang@example.com' };
const description = '昨晚十一点左右，三辆没有牌照的大货车从老井口往外拉矿石，车身是蓝色的。';

let portal: TestPortal;
let number: string;
beforeAll(async () => {
	portal = await openTestPortal();
	number = await aConcluded(portal, { reporter, description });
});
afterAll(() => portal.remove());

describe('a draft is refused at the field that holds something of the reporter', () => {
	const wording = '含有不宜公开的个人信息或者与举报材料相同的内容';
	const name = '含有反映情况的人的姓名';
	const mobile = '含有手机号码';
	const leaks: Array<[what: string, text: () => string, words: string]> = [
		['the number', () => `编号${number}。`, wording],
		['the number in groups', () => `编号${number.replace(/(\d{4})(?=\d)/g, '$1 ')}。`, wording],
		['the name', () => '由欧阳建国反映。', name],
		['the name with spaces', () => '由欧 阳 建 国反映。', name],
		['the phone as given', () => `电话${reporter.phone}。`, mobile],
		['the phone without the country code', () => '电话13804217788。', mobile],
		['the phone without its first digits', () => '电话尾号4217788。', '含有号码的末几位'],
		['the phone in full-width digits', () => '电话１３８０４２１７７８８。', mobile],
		['the e-mail', () => '邮箱 JIANGUO.OUYANG@example.com。', '含有电子邮箱'],
		['the wording', () => '反映三辆没有牌照的大货车从老井口往外拉。', wording],
		['the wording with other marks', () => '三辆没有牌照的，大货车、从老井口，往外拉', wording],
	];

	test.each(leaks)('%s', async (_what, text, words) => {
		const { status, json } = await putDraft(portal, number, { problem: text() });
		expect(status).toBe(422);
		expect(json.errors).toMatchObject([{ path: 'problem' }]);
		expect(json.errors[0].message).toContain(words);
	});

	test('a stranger’s name and numbers get the very same answer as the reporter’s', async () => {
		for (const [theirs, strangers] of [
			['由欧阳建国反映。', '由司马兰英反映。'],
			['电话13804217788。', '电话13904210007。'],
			['电话尾号4217788。', '电话尾号4210007。'],
			['邮箱 jianguo.ouyang@example.com。', '邮箱 lanying.sima@example.com。'],
		] as const) {
			const answers = [];
			for (const problem of [theirs, strangers]) answers.push((await putDraft(portal, number, { problem })).json);
			expect(answers[0]).toEqual(answers[1]);
			expect(answers[0].code).toBe('invalid');
		}
	});

	test.each(['title', 'findings', 'accountability', 'legalBasis'])('in %s', async (path) => {
		expect((await putDraft(portal, number, { [path]: '欧阳建国反映的' })).json.errors).toMatchObject([{ path }]);
	});

	test.each(['corrected', 'penalised', 'rectified'])('in the measures: %s', async (name) => {
		const measures = { corrected: '已停止。', penalised: '已处罚。', rectified: '已复绿。', [name]: '欧阳建国反映的' };
		expect((await putDraft(portal, number, { measures })).json.errors).toMatchObject([{ path: `measures.${name}` }]);
	});
});

describe('a draft is refused for whatever a reporter sent later, in another place, or of the same matter', () => {
	const sent = {
		place: '老磨坊后面第三个岔路口往东走',
		message: '今天早上又来了一辆红色铲车停在井口。我的电话是13904210007。',
		rating: '办事的人很耐心但是来得实在太晚了',
		review: '处理以后他们换了个地方继续在挖',
		merged: '半夜两点多有人在河滩上偷偷装车外运',
	};
	const leaks: Array<[what: string, text: string]> = [
		['the words for the place', '地点在老磨坊后面第三个岔路口往东。'],
		['a message', '反映今天早上又来了一辆红色铲车停在井口。'],
		['a phone given in a message', '可拨打139 0421 0007。'],
		['the opinion of a rating', '群众认为办事的人很耐心但是来得实在太晚。'],
		['the reason of a review', '反映处理以后他们换了个地方继续在挖。'],
		['a phone given in a message, beside other digits', '可拨打9913904210007123。'],
		['a phone given in a message, between words', '可拨打139那个0421然后0007。'],
		['the wording with numbers written otherwise', '反映半夜2点多有人在河滩上偷偷装车外运。'],
		['the wording with hidden signs', '反映半夜\u200b两点·多有人\u00ad在河滩上…偷偷装车外运。'],
		['the wording of a report merged into it', '反映半夜两点多有人在河滩上偷偷装车外运。'],
		['the name of the reporter of that report', '由司马兰英反映。'],
	];
	let main: string;
	beforeAll(async () => {
		const receipt = await portal.report({ location: { adcode: 211381, place: sent.place } });
		main = receipt.number;
		const add = async (path: string, body: object) => {
			const { secret } = receipt;
			const { status } = await portal.call('POST', `api/reports/track/${path}`, {
				body: { number: main, secret, ...body },
			});
			expect(status).toBe(201);
		};
		const other = await portal.report({
			reporter: { mode: 'named', name: '司马兰英' },
			description: `${sent.merged}。`,
		});
		await portal.move('beipiao', other.number, 'merge', { into: main, reason: '同一处。' });
		await add('messages', { text: sent.message });
		await conclude(portal, main);
		await add('rating', { score: 2, text: sent.rating });
		await add('review', { reason: sent.review });
		await portal.move('beipiao-handler', main, 'uphold', { reply: '复查后维持。' });
	});

	test.each(leaks)('%s', async (_what, problem) => {
		const { status, json } = await putDraft(portal, main, { problem });
		expect({ status, errors: json.errors }).toMatchObject({ status: 422, errors: [{ path: 'problem' }] });
	});

	test('and nothing else is', async () => {
		expect((await putDraft(portal, main)).status).toBe(200);
	});
});

test('the same things in the officer’s own words are accepted', async () => {
	const problem = '群众反映有车辆夜间运输矿石。';
	expect((await putDraft(portal, number, { problem })).status).toBe(200);
});

test('names of laws and offices are nobody’s wording, although the reporter quoted them', async () => {
	const law = '《中华人民共和国矿产资源法》（2024年修订）第六十四条';
	const quoting = await aConcluded(portal, {
		description: `违反《中华人民共和国矿产资源法》，北票市自然资源局不管。${law}`,
	});
	const legalBasis = '《中华人民共和国矿产资源法》第六十四条';
	const { status } = await putDraft(portal, quoting, { legalBasis, findings: '北票市自然资源局到场核查。' });
	expect(status).toBe(200);
});

test('a name of nothing but marks does not block every draft', async () => {
	const strange = await aConcluded(portal, { reporter: { mode: 'confidential', name: '……' } });
	expect((await putDraft(portal, strange)).status).toBe(200);
});

test('the reason of a withdrawal is public too and is looked at in the same way', async () => {
	const { id } = await aPublished(portal, await aConcluded(portal, { reporter, description }));
	const refused = await act(portal, 'beipiao-approver', id, 'withdraw', { reason: '应欧阳建国要求撤回。' });
	expect(refused.status).toBe(422);
	expect(refused.json.errors).toMatchObject([{ path: 'reason' }]);
	// What is marked in a draft has nobody to answer for it here.
	const named = await act(portal, 'beipiao-approver', id, 'withdraw', { reason: '法定代表人赵铁柱申诉。' });
	expect(named.json.errors).toMatchObject([{ path: 'reason', message: '含有人员姓名，请删去或者遮盖' }]);
	expect((await act(portal, 'beipiao-approver', id, 'withdraw', { reason: '处罚决定已撤销。' })).status).toBe(200);
});
