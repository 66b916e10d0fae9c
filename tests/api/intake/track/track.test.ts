import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { checkDigit } from '../../../../api/intake/receive/number.ts';
import { messages } from '../../../../db/schema/reports.ts';
import { aConclusion, openTestPortal, type TestPortal } from '../../portal.ts';

let portal: TestPortal;
beforeAll(async () => {
	portal = await openTestPortal();
});
afterAll(() => portal.remove());

type Receipt = { number: string; secret: string };
const post = (path: string, body: unknown, from?: string) =>
	portal.call('POST', `api/reports/track${path}`, { body, ...(from && { from }) });
const track = async ({ number, secret }: Receipt) => (await post('', { number, secret })).json;

/** What a reporter types to see a report that was just taken in. */
async function newReceipt(): Promise<Receipt> {
	const { number, secret } = await portal.report();
	return { number, secret };
}

/** Takes a report through handling, up to the answer. */
async function conclude({ number }: Receipt) {
	await portal.move('beipiao', number, 'accept', { reply: '已受理，请保持关注。' });
	await portal.move('beipiao', number, 'investigate', { officers: '刘一\n陈二' });
	const { status } = await portal.move('beipiao', number, 'conclude', aConclusion());
	expect(status).toBe(200);
}

async function concluded(at: string): Promise<Receipt> {
	portal.setNow(at);
	const receipt = await portal.report();
	await conclude(receipt);
	return receipt;
}

describe('the story that the reporter reads', () => {
	test('is dated, complete and in plain words, and names no officer', async () => {
		const receipt = await portal.report();
		await portal.move('beipiao', receipt.number, 'accept', { reply: '已受理，请保持关注。' });
		await portal.move('beipiao', receipt.number, 'investigate', { officers: '刘一\n陈二' });
		await portal.move('beipiao', receipt.number, 'file', {
			documentNumber: '北自然资立〔2026〕1号',
			filedOn: '2026-03-01',
		});
		await portal.move('beipiao', receipt.number, 'rectify', { order: '停止采矿', rectifyBy: '2026-06-01' });
		await portal.move('beipiao', receipt.number, 'conclude', aConclusion());

		const story = await track(receipt);
		expect(story.timeline.map((event: { text: string }) => event.text)).toEqual([
			'已收到您的举报，转交北票市自然资源局办理。',
			'北票市自然资源局已受理，将安排核查。已受理，请保持关注。',
			'北票市自然资源局已派人核查。',
			'核查发现违法事实，已立案。',
			'已责令整改，整改期限至2026年6月1日。',
			'已办结，结论为“查实”。您反映的情况属实，已责令停止并处罚。',
		]);
		expect(story.timeline.map((event: { statusName: string }) => event.statusName)).toEqual([
			...['待受理', '已受理', '核查中', '已立案', '整改中', '已办结'],
		]);
		for (const { at, unit } of story.timeline) {
			expect(new Date(at).toISOString()).toBe(at);
			expect(unit).toBe('北票市自然资源局');
		}
		expect(story).toMatchObject({ status: 'concluded', canMessage: false, canRate: true, canReview: true });
		const text = JSON.stringify(story);
		for (const hidden of ['刘一', '陈二', '演示', '经办', '〔2026〕1号', '停止采矿', '张某某', 'actor', 'handler']) {
			expect(text).not.toContain(hidden);
		}
	});

	test('says openly when a step is overdue', async () => {
		portal.setNow('2026-03-01T02:00:00Z');
		const receipt = await portal.report();
		expect(await track(receipt)).toMatchObject({ overdue: false, next: { by: '2026-03-16' } });
		portal.setNow('2026-03-16T15:59:00Z');
		expect(await track(receipt)).toMatchObject({ overdue: false });
		portal.setNow('2026-03-16T16:01:00Z');
		const late = await track(receipt);
		portal.setNow(null);
		expect(late.overdue).toBe(true);
		expect(late.next.text).toContain('已超过期限 1 天');
	});

	test('says openly that the answer is late while the city still decides who has to give it', async () => {
		portal.setNow('2026-03-01T02:00:00Z');
		const receipt = await portal.report();
		portal.setNow('2026-04-29T02:00:00Z');
		await portal.move('beipiao', receipt.number, 'object', { reason: '不属于本地区。' });
		expect(await track(receipt)).toMatchObject({ overdue: false, next: { by: '2026-05-09' } });
		portal.setNow('2026-05-02T02:00:00Z');
		const late = await track(receipt);
		portal.setNow(null);
		expect(late).toMatchObject({ overdue: true, replyBy: '2026-04-30', next: { by: '2026-04-30' } });
		expect(late.next.text).toContain('答复已超过期限 2 天');
	});

	test('opens with groups, hyphens and full-width digits, as people type them', async () => {
		const { number, secret } = await portal.report();
		const grouped = (digits: string) => digits.replace(/(\d{4})(?=\d)/g, '$1 ');
		const wide = (digits: string) => digits.replace(/\d/g, (d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0));
		for (const typed of [
			{ number: grouped(number), secret: grouped(secret) },
			{ number: grouped(number).replaceAll(' ', '-'), secret: wide(secret) },
		]) {
			expect((await post('', typed)).status).toBe(200);
		}
	});
});

describe('a wrong receipt', () => {
	test('gets the same answer byte for byte, whatever is wrong with it', async () => {
		const { number, secret } = await portal.report();
		const unused = `10000000001${checkDigit('10000000001')}`;
		const slip = number.slice(0, 11) + ((Number(number[11]) + 1) % 10);
		const wrong: Receipt[] = [
			{ number, secret: secret.replace(/.$/, (d) => String((Number(d) + 1) % 10)) },
			{ number: unused, secret },
			{ number: slip, secret },
			{ number, secret: '' },
			{ number: '1', secret: '1' },
		];
		const raw = async (body: Receipt) => {
			const { status, headers, json } = await post('', body, '10.9.0.1');
			return JSON.stringify({ status, headers: [...headers], json });
		};
		const answers = await Promise.all(wrong.map(raw));
		expect(new Set(answers).size).toBe(1);
		expect(JSON.parse(answers[0] ?? '')).toMatchObject({ status: 404, json: { code: 'not_found' } });
	});

	test('costs the same work whatever is wrong with it, and none once it is locked', async () => {
		const { number } = await portal.report();
		const unused = `20000000001${checkDigit('20000000001')}`;
		const matches = vi.spyOn(portal.intake.keys, 'matches');
		const opens = vi.spyOn(portal.intake.keys, 'decrypt');
		onTestFinished(() => {
			matches.mockRestore();
			opens.mockRestore();
		});
		for (const tried of [number, unused]) {
			matches.mockClear();
			for (let nth = 0; nth < 10; nth++) await post('', { number: tried, secret: '0'.repeat(16) }, '10.9.0.3');
			expect(matches).toHaveBeenCalledTimes(10);
			expect((await post('', { number: tried, secret: '0'.repeat(16) }, '10.9.0.3')).status).toBe(429);
			expect(matches).toHaveBeenCalledTimes(10);
		}
		expect(opens).not.toHaveBeenCalled();
	});

	test.each([
		['/messages', { text: '补充情况如下' }],
		['/rating', { score: 5 }],
		['/review', { reason: '对结果不认可' }],
	])('opens nothing at %s either', async (path, content) => {
		const { number } = await portal.report();
		const body = { number, secret: '0'.repeat(16), ...content };
		expect((await post(path, body, '10.9.0.2')).status).toBe(404);
	});

	test('tried ten times locks this receipt for this network, and nobody else', async () => {
		const [mine, neighbours] = [await newReceipt(), await newReceipt()];
		const village = '10.20.30.40';
		for (let nth = 0; nth < 10; nth++) {
			expect((await post('', { ...mine, secret: '0'.repeat(16) }, village)).status).toBe(404);
		}
		const locked = await post('', mine, village);
		expect(locked.status).toBe(429);
		expect(locked.json.code).toBe('too_many');
		expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(0);
		expect((await post('', neighbours, village)).status).toBe(200);
		expect((await post('', mine, '10.99.0.1')).status).toBe(200);
	});

	test('right receipts never count: a whole village behind one address can track', async () => {
		const receipt = await newReceipt();
		for (let nth = 0; nth < 250; nth++) {
			expect((await post('', receipt, '10.21.0.1')).status).toBe(200);
		}
	});
});

describe('messages', () => {
	test('go both ways, open only with the secret, and end the waiting', async () => {
		const receipt = await portal.report();
		const as = await portal.signIn('beipiao');
		const asked = { text: '请补充挖掘机的颜色。', askForMore: true };
		expect(
			(await portal.call('POST', `api/staff/reports/${receipt.number}/messages`, { as, body: asked })).status,
		).toBe(201);
		const waiting = await track(receipt);
		expect(waiting.next).toEqual({ text: expect.stringContaining('请您补充情况'), by: null });
		expect(waiting.next.text).toContain('期限暂停计算');
		expect(waiting.messages).toMatchObject([{ from: 'staff', text: asked.text }]);

		expect((await post('/messages', { ...pair(receipt), text: '是黄色的。' })).status).toBe(201);
		const answered = await track(receipt);
		expect(answered.messages.map(({ from, text }: Record<string, string>) => [from, text])).toEqual([
			['staff', asked.text],
			['reporter', '是黄色的。'],
		]);
		expect(answered.next.text).not.toContain('请您补充情况');
		const { json } = await portal.call('GET', `api/staff/reports/${receipt.number}`, { as });
		expect(json.messages.at(-1)).toMatchObject({ from: 'reporter', text: '是黄色的。' });

		const rows = await portal.staff.db.read.select().from(messages).where(eq(messages.author, 'reporter'));
		expect(JSON.stringify(rows)).not.toContain('黄色');
	});

	test('are refused after the answer, with the way that remains', async () => {
		const receipt = await portal.report();
		await conclude(receipt);
		const { status, json } = await post('/messages', { ...pair(receipt), text: '还有一处。' });
		expect({ status, code: json.code }).toEqual({ status: 409, code: 'not_now' });
		expect(json.detail).toContain('申请复查');
	});
});

describe('rating', () => {
	test('is possible once, after the answer', async () => {
		const receipt = await portal.report();
		expect((await post('/rating', { ...pair(receipt), score: 4 })).json.code).toBe('not_now');
		await conclude(receipt);
		expect((await post('/rating', { ...pair(receipt), score: 6 })).status).toBe(422);
		expect((await post('/rating', { ...pair(receipt), score: 4, text: '办得快。' })).status).toBe(201);
		expect((await post('/rating', { ...pair(receipt), score: 1 })).json.code).toBe('exists');
		expect(await track(receipt)).toMatchObject({ rating: { score: 4, text: '办得快。' }, canRate: false });
	});

	test('sent twice at once counts once', async () => {
		const receipt = await portal.report();
		await conclude(receipt);
		const sent = await Promise.all([1, 5].map((score) => post('/rating', { ...pair(receipt), score })));
		expect(sent.map(({ status }) => status).sort()).toEqual([201, 409]);
	});
});

describe('review', () => {
	const reason = '没有到现场看过，请再查一次。';

	test('may be asked on the thirtieth day, and the case is looked at again', async () => {
		const receipt = await concluded('2026-03-01T02:00:00Z');
		portal.setNow('2026-03-31T15:59:00Z');
		const open = { canReview: true, next: { text: expect.stringContaining('可以在期限内申请复查'), by: '2026-03-31' } };
		expect(await track(receipt)).toMatchObject(open);
		expect((await post('/review', { ...pair(receipt), reason })).status).toBe(201);
		const story = await track(receipt);
		portal.setNow(null);
		expect(story).toMatchObject({ status: 'reviewing', statusName: '复查中', next: { by: '2026-04-30' } });
		expect(story.timeline.at(-1).text).toBe('您申请了复查。');
	});

	test('is too late on the thirty-first day, and the answer says until when it was possible', async () => {
		const receipt = await concluded('2026-03-01T02:00:00Z');
		portal.setNow('2026-03-31T16:00:00Z');
		expect(await track(receipt)).toMatchObject({
			canReview: false,
			next: { text: expect.stringContaining('申请复查的期限已过'), by: null },
		});
		const { status, json } = await post('/review', { ...pair(receipt), reason });
		portal.setNow(null);
		expect(status).toBe(409);
		expect(json.detail).toContain('2026-03-31');
	});

	test('cannot be asked before the answer, nor twice, nor without a reason', async () => {
		const receipt = await portal.report();
		expect((await post('/review', { ...pair(receipt), reason })).json.code).toBe('not_now');
		await conclude(receipt);
		expect((await post('/review', { ...pair(receipt), reason: '不' })).status).toBe(422);
		expect((await post('/review', { ...pair(receipt), reason })).status).toBe(201);
		expect((await post('/review', { ...pair(receipt), reason })).json.code).toBe('not_now');
	});
});

function pair({ number, secret }: Receipt): Receipt {
	return { number, secret };
}
