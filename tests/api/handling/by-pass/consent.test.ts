import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { settleConsents } from '../../../../api/intake/commission/hand-over.ts';
import type { ReceiptAnswer } from '../../../../api/intake/receive/receipt-answer.ts';
import { audit } from '../../../../db/schema/audit.ts';
import { byPasses } from '../../../../db/schema/by-passes.ts';
import { reports } from '../../../../db/schema/reports.ts';
import { phoneOf } from '../../evidence/uploads/phone.ts';
import { jpeg } from '../../evidence/uploads/pictures.ts';
import { aConclusion, aReport, openTestPortal, type TestPortal } from '../../portal.ts';
import { fieldsOf } from '../cases.ts';

const words = '村主任的弟弟在后山挖矿，镇里的人都知道。';
const question = {
	unit: '211381-natural-resources',
	summary: '一处山坡有新的采挖痕迹，请现场核查开采范围和有无许可。',
	reason: '需要当地测量人员配合',
};

let portal: TestPortal;
beforeAll(async () => {
	portal = await openTestPortal();
});
afterEach(() => portal.setNow(null));
afterAll(() => portal.remove());

const aByPassed = (changes = {}) => portal.report({ description: words, avoidCounty: true, ...changes });
const track = async ({ number, secret }: ReceiptAnswer) =>
	(await portal.call('POST', 'api/reports/track', { body: { number, secret } })).json;

async function staffPost(username: string, number: string, path: string, body: object) {
	const as = await portal.signIn(username);
	const { json } = await portal.call('GET', `api/staff/reports/${number}`, { as });
	return portal.call('POST', `api/staff/reports/${number}/${path}`, { as, body: { version: json.version, ...body } });
}

const proposed = (number: string, changes = {}) => staffPost('city', number, 'consent', { ...question, ...changes });
const decided = (number: string, body: object, as = 'city-approver') => staffPost(as, number, 'consent/decision', body);

async function asked(number: string): Promise<void> {
	for (const { status, json } of [await proposed(number), await decided(number, { granted: true })]) {
		if (status !== 200) throw new Error(JSON.stringify(json));
	}
}

const answered = ({ number, secret }: ReceiptAnswer, answer: string, files: string[] = []) =>
	portal.call('POST', 'api/reports/track/consent', { body: { number, secret, answer, files } });

/** The case that a county was given of a report, if any. */
async function commissionOf(number: string) {
	const { read } = portal.staff.db;
	const [original] = await read.select().from(reports).where(eq(reports.number, number));
	const [row] = await read
		.select()
		.from(reports)
		.where(eq(reports.commissionOf, original?.id ?? ''));
	return row;
}

/** Why questions about a report came to nothing, as the log has it. */
async function lapses(number: string) {
	const rows = await portal.staff.db.read.select().from(audit).where(eq(audit.subject, number));
	return rows.filter(({ action }) => action === 'consent.lapsed').map(({ reason }) => reason);
}

describe('asking', () => {
	test('takes two officers of the city, and the question says exactly what would be read', async () => {
		const receipt = await aByPassed();
		expect((await proposed(receipt.number)).status).toBe(200);
		expect((await track(receipt)).consentAsked).toBeNull();
		expect((await decided(receipt.number, { granted: true }, 'city')).json.code).toBe('forbidden');
		expect((await decided(receipt.number, { granted: true })).status).toBe(200);
		const { consentAsked, timeline } = await track(receipt);
		expect(consentAsked).toMatchObject({ unit: '北票市自然资源局', county: '北票市', summary: question.summary });
		expect(timeline.at(-1).text).toContain('不答复视为不同意');
	});

	test('can be sent back with a reason, and then nobody is asked', async () => {
		const receipt = await aByPassed();
		await proposed(receipt.number);
		expect((await decided(receipt.number, { granted: false })).status).toBe(422);
		expect((await decided(receipt.number, { granted: false, reason: '摘要太详细。' })).status).toBe(200);
		expect((await track(receipt)).consentAsked).toBeNull();
	});

	test('is not done by a county, not for what no county is kept from, and not for callers', async () => {
		const { number } = await portal.report();
		expect((await proposed(number)).json.detail).toContain('没有要求回避');
		const as = await portal.signIn('beipiao');
		const body = { version: 1, ...question };
		expect((await portal.call('POST', `api/staff/reports/${number}/consent`, { as, body })).status).toBe(403);
		const entered = await portal.call('POST', 'api/staff/reports', {
			as: await portal.signIn('city'),
			body: { ...aReport(), avoidCounty: true, channel: 'phone' },
			headers: { 'idempotency-key': crypto.randomUUID() },
		});
		expect((await proposed(entered.json.number)).json.detail).toContain('市级直接办理');
	});

	test('happens at most twice', async () => {
		const receipt = await aByPassed();
		for (let nth = 0; nth < 2; nth++) {
			await asked(receipt.number);
			expect((await answered(receipt, 'no')).status).toBe(201);
		}
		const { status, json } = await proposed(receipt.number);
		expect({ status, detail: json.detail }).toEqual({ status: 409, detail: expect.stringContaining('已经征询 2 次') });
	});

	test('cannot be answered before it was asked, twice, or for another report', async () => {
		const receipt = await aByPassed();
		expect((await answered(receipt, 'yes')).json.code).toBe('not_now');
		await asked(receipt.number);
		expect((await answered({ ...receipt, secret: '0000000000000000' }, 'yes')).json.code).toBe('not_found');
		expect((await answered(receipt, 'yes', ['not-mine'])).json.errors[0].path).toBe('files');
		expect((await answered(receipt, 'yes')).status).toBe(201);
		expect((await answered(receipt, 'yes')).json.code).toBe('not_now');
	});
});

test('ends with retaliation: nothing is handed over afterwards, and what was handed over is taken back', async () => {
	portal.setNow('2026-05-04T02:00:00Z');
	const [agreed, handed] = [await aByPassed(), await aByPassed()];
	const tell = ({ number, secret }: ReceiptAnswer) =>
		portal.call('POST', 'api/reports/track/retaliation', { body: { number, secret, text: '有人上门威胁。' } });
	await asked(handed.number);
	await answered(handed, 'yes');
	portal.setNow('2026-05-07T03:00:00Z');
	await settleConsents(portal.staff);
	const commission = (await commissionOf(handed.number))?.number ?? '';
	await asked(agreed.number);
	await answered(agreed, 'yes');
	for (const each of [agreed, handed]) expect((await tell(each)).status).toBe(201);
	portal.setNow('2026-05-11T03:00:00Z');
	await settleConsents(portal.staff);
	expect(await commissionOf(agreed.number)).toBeUndefined();
	const as = await portal.signIn('beipiao');
	expect((await portal.call('GET', `api/staff/reports/${commission}`, { as })).status).toBe(404);
	// Nor does it go back to the county that had it, which never had the report itself.
	await portal.move('city', commission, 'object', fieldsOf('object'));
	const back = { unit: question.unit, reason: '请当地继续核查。' };
	expect((await portal.move('city', commission, 'assign', back)).json.code).toBe('by_passed');
});

test('is over once the city has answered: nothing is handed over afterwards', async () => {
	portal.setNow('2026-05-04T02:00:00Z');
	const receipt = await aByPassed();
	const { number } = receipt;
	await asked(number);
	await answered(receipt, 'yes');
	await portal.move('city', number, 'decline', { reason: 'no-clue', reply: '没有写明地点，不能核查。' });
	expect((await track(receipt)).consentAsked).toBeNull();
	expect((await answered(receipt, 'no')).json.code).toBe('not_now');
	portal.setNow('2026-05-08T02:00:00Z');
	await settleConsents(portal.staff);
	expect(await commissionOf(number)).toBeUndefined();
	expect((await track(receipt)).timeline.at(-1).text).toContain('没有移交任何内容');
	expect(await lapses(number)).toEqual(['市级已经答复']);
});

describe('silence and second thoughts', () => {
	test('silence means no', async () => {
		portal.setNow('2026-05-04T02:00:00Z');
		const receipt = await aByPassed();
		await asked(receipt.number);
		portal.setNow('2026-05-25T02:00:00Z');
		await settleConsents(portal.staff);
		const { consentAsked, timeline } = await track(receipt);
		expect(consentAsked).toBeNull();
		expect(timeline.at(-1).text).toContain('视为不同意');
		expect(await lapses(receipt.number)).toEqual(['到期没有答复']);
		expect(await commissionOf(receipt.number)).toBeUndefined();
	});

	test('a yes is taken back within 72 hours, and nothing is handed over', async () => {
		portal.setNow('2026-05-04T02:00:00Z');
		const receipt = await aByPassed();
		await asked(receipt.number);
		await answered(receipt, 'yes');
		portal.setNow('2026-05-07T01:59:00Z');
		await settleConsents(portal.staff);
		expect((await track(receipt)).consentAsked).toMatchObject({
			state: 'agreed',
			handOverAt: '2026-05-07T02:00:00.000Z',
		});
		expect((await answered(receipt, 'no')).status).toBe(201);
		portal.setNow('2026-05-08T02:00:00Z');
		await settleConsents(portal.staff);
		expect(await commissionOf(receipt.number)).toBeUndefined();
	});
});

describe('what the county gets', () => {
	test('is a case of its own: the summary and the ticked files, never the words, the accusation or the report', async () => {
		portal.setNow('2026-05-04T02:00:00Z');
		const phone = phoneOf(portal);
		const metadata = { name: '现场.jpg', type: 'image/jpeg' };
		const [{ id: ticked }, { id: unticked }] = [
			await phone.send(await jpeg(), metadata),
			await phone.send(await jpeg(), metadata),
		];
		const { json: receipt } = await portal.call('POST', 'api/reports', {
			body: { ...aReport(), description: words, avoidCounty: true, uploads: [ticked, unticked] },
			headers: { 'idempotency-key': crypto.randomUUID(), 'upload-draft': phone.draft },
		});
		await asked(receipt.number);
		expect((await track(receipt)).consentAsked.files).toMatchObject([
			{ id: ticked, preview: true, pictures: 1, pages: null },
			{ id: unticked, preview: true, pictures: 1, pages: null },
		]);
		await answered(receipt, 'yes', [ticked]);
		portal.setNow('2026-05-07T02:00:00Z');
		await settleConsents(portal.staff);
		await settleConsents(portal.staff);

		const commission = await commissionOf(receipt.number);
		const as = await portal.signIn('beipiao');
		const { json } = await portal.call('GET', `api/staff/reports/${commission?.number}`, { as });
		expect(json).toMatchObject({ description: question.summary, channel: '市级交办', byPass: null, bypassed: false });
		expect(json.attachments).toHaveLength(1);
		expect([ticked, unticked]).not.toContain(json.attachments[0].id);
		const shown = JSON.stringify(json);
		for (const secret of [receipt.number, '村主任', '回避', '牵涉']) expect(shown).not.toContain(secret);
		expect((await portal.call('GET', `api/staff/reports/${receipt.number}`, { as })).status).toBe(404);
		const picture = `api/staff/reports/${commission?.number}/attachments/${json.attachments[0].id}/preview`;
		expect((await portal.call('GET', picture, { as })).status).toBe(200);

		const { consentAsked, avoided } = await track(receipt);
		expect(consentAsked).toMatchObject({ state: 'handed-over' });
		expect(avoided).toEqual([{ adcode: 211381, name: '北票市' }]);
		expect((await answered(receipt, 'no')).json.code).toBe('not_now');
	});

	test('is reported back to the city, which answers the reporter', async () => {
		portal.setNow('2026-05-04T02:00:00Z');
		const receipt = await aByPassed();
		await asked(receipt.number);
		await answered(receipt, 'yes');
		portal.setNow('2026-05-07T03:00:00Z');
		await settleConsents(portal.staff);
		const number = (await commissionOf(receipt.number))?.number ?? '';
		await portal.move('beipiao', number, 'accept');
		await portal.move('beipiao', number, 'investigate', { officers: '刘一\n陈二' });
		const as = await portal.signIn('beipiao');
		const message = { text: '请补充地点。' };
		const refused = await portal.call('POST', `api/staff/reports/${number}/messages`, { as, body: message });
		expect(refused.json).toMatchObject({ code: 'not_now', detail: expect.stringContaining('市级交办') });
		expect((await portal.move('beipiao', number, 'conclude', aConclusion())).status).toBe(200);
		const { json } = await portal.call('GET', `api/staff/reports/${receipt.number}`, {
			as: await portal.signIn('city'),
		});
		expect(json.timeline.at(-1)).toMatchObject({ move: 'commission-news', moveName: expect.stringContaining('办结') });
		expect((await track(receipt)).timeline.at(-1).text).toContain('由市级研究后答复您');
	});
});

test('the set of by-passed counties never shrinks, whatever is answered', async () => {
	const receipt = await aByPassed({ location: { place: '不清楚属于哪里的老矿' } });
	const set = async () => {
		const [row] = await portal.staff.db.read.select().from(reports).where(eq(reports.number, receipt.number));
		return portal.staff.db.read
			.select()
			.from(byPasses)
			.where(eq(byPasses.reportId, row?.id ?? ''));
	};
	expect(await set()).toHaveLength(7);
	await asked(receipt.number);
	await answered(receipt, 'yes');
	expect(await set()).toHaveLength(7);
	expect(receipt.avoided).toHaveLength(7);
	expect((await track(receipt)).timeline[0].text).toContain('已按您的要求回避各县（市、区），当地看不到这件举报');
});
