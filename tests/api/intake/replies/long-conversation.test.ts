import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, type MockInstance, test, vi } from 'vitest';
import type { ReceiptAnswer } from '../../../../api/intake/receive/receipt-answer.ts';
import { a1 } from '../../../../api/keys/suites/a1.ts';
import { audit } from '../../../../db/schema/audit.ts';
import { events, messages, reports } from '../../../../db/schema/reports.ts';
import { openTestPortal, type TestPortal } from '../../portal.ts';

const many = 2000;
let portal: TestPortal;
let receipt: ReceiptAnswer;
/** Called for each sealed text that is opened. */
let open: MockInstance<typeof a1.sealing.open>;
beforeAll(async () => {
	portal = await openTestPortal();
	receipt = await portal.report();
	await portal.move('beipiao', receipt.number, 'accept', { reply: '已受理，请保持关注。' });
	await writeMany();
	open = vi.spyOn(a1.sealing, 'open');
});
beforeEach(() => {
	open.mockClear();
});
afterAll(async () => {
	open.mockRestore();
	await portal.remove();
});

/** Two thousand messages of the reporter, written as the verb writes them, before there were caps. */
async function writeMany(): Promise<void> {
	const { db, sealer, newId } = portal.staff;
	const [report] = await db.read.select().from(reports).where(eq(reports.number, receipt.number));
	if (!report) throw new Error('no report');
	const start = Date.now();
	const texts = await Promise.all(
		Array.from({ length: 45 }, (_, nth) => sealer.seal(`第 ${many - nth} 次`, report.recipient)),
	);
	await db.write(async (tx) => {
		for (let nth = 1; nth <= many; nth++) {
			const [eventId, at] = [newId(), new Date(start + nth * 1000).toISOString()];
			const { id: reportId, status, unitId } = report;
			const of = { reportId, at };
			await tx.insert(events).values({
				...of,
				id: eventId,
				seq: report.version + nth,
				move: 'answer',
				toStatus: status,
				unitId,
				fields: {},
			});
			const sealed = texts[many - nth] ?? texts[0] ?? '';
			await tx.insert(messages).values({ ...of, id: newId(), eventId, author: 'reporter', sealed });
		}
		await tx.update(reports).set({ version: report.version + many });
	});
}

const track = async (before?: string) =>
	(
		await portal.call('POST', 'api/reports/track', {
			body: { number: receipt.number, secret: receipt.secret, ...(before && { before }) },
		})
	).json;
const texts = ({ messages }: { messages: Array<{ text: string }> }) => messages.map(({ text }) => text);
const times = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, nth) => `第 ${from + nth} 次`);

test('the reporter reads the newest page, and the one before it when asked for', async () => {
	const newest = await track();
	expect(texts(newest)).toEqual(times(1981, 2000));
	expect(newest).toMatchObject({ messagesTotal: many, moreMessages: 1980, canMessage: true });
	const older = await track(newest.messagesBefore);
	expect(texts(older)).toEqual(times(1961, 1980));
	expect(older).toMatchObject({ messagesTotal: many, moreMessages: 1960 });
});

test('pages follow each other to the first message without a gap or a double', async () => {
	const as = await portal.signIn('beipiao');
	const path = `api/staff/reports/${receipt.number}/messages`;
	const ids: string[] = [];
	let before: string | null = '';
	while (before !== null) {
		const { json } = await portal.call('GET', `${path}${before && `?before=${before}`}`, { as });
		ids.unshift(...json.messages.map(({ id }: { id: string }) => id));
		before = json.messagesBefore;
	}
	const all = await portal.staff.db.read.select({ id: messages.id }).from(messages).orderBy(messages.at, messages.id);
	expect(ids).toEqual(all.map(({ id }) => id));
}, 60_000);

test('twenty who track it at once cost twenty pages, and the history keeps what was done beside the newest talk', async () => {
	const answers = await Promise.all(Array.from({ length: 20 }, () => track()));
	// A page, the answer that came with the acceptance.
	expect(open).toHaveBeenCalledTimes(20 * 21);
	for (const { timeline, moreTalk } of answers) {
		expect(timeline).toHaveLength(52);
		expect(timeline[1].text).toContain('已受理，请保持关注。');
		expect(moreTalk).toBe(many - 50);
	}
	expect(JSON.stringify(answers[0]).length).toBeLessThan(40_000);
});

test('others have their turn between any two that are opened', async () => {
	let turns = 0;
	let running = true;
	const turn = () => {
		turns++;
		if (running) setImmediate(turn);
	};
	setImmediate(turn);
	await track();
	running = false;
	expect(turns).toBeGreaterThan(20);
});

test('an officer opens the case with its newest page, and each older page is a look that the log has', async () => {
	const as = await portal.signIn('beipiao');
	const { json } = await portal.call('GET', `api/staff/reports/${receipt.number}`, { as });
	expect(texts(json)).toEqual(times(1981, 2000));
	expect(json).toMatchObject({ messagesTotal: many + 1, moreMessages: 1981, omittedEvents: many - 50 });
	expect(open.mock.calls.length).toBeLessThan(30);
	const looks = () => portal.staff.db.read.select().from(audit).where(eq(audit.action, 'report.viewed'));
	const before = (await looks()).length;
	const path = `api/staff/reports/${receipt.number}/messages?before=${json.messagesBefore}`;
	const older = await portal.call('GET', path, { as });
	expect(texts(older.json)).toEqual(times(1961, 1980));
	expect(await looks()).toHaveLength(before + 1);
	expect((await portal.call('GET', path, { as: await portal.signIn('jianping') })).status).toBe(404);
});

test('a page of another conversation is refused, and one added message under one key stays one', async () => {
	const other = await portal.report();
	const body = { number: other.number, secret: other.secret, before: (await track()).messagesBefore };
	const refused = await portal.call('POST', 'api/reports/track', { body });
	expect(refused.json.errors).toEqual([{ path: 'before', message: '没有找到这条留言，请刷新后再试' }]);
	const add = () =>
		portal.call('POST', 'api/reports/track/messages', {
			body: { number: other.number, secret: other.secret, text: '又来了。' },
			headers: { 'idempotency-key': 'one-key-for-both-tries' },
		});
	expect((await add()).json).toEqual((await add()).json);
	const { number, secret } = other;
	const { json } = await portal.call('POST', 'api/reports/track', { body: { number, secret } });
	expect(json).toMatchObject({ messagesTotal: 1, moreMessages: 0, messagesBefore: null });
});
