import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { events } from '../../../db/schema/reports.ts';
import { aConclusion, openTestPortal, type TestPortal } from '../portal.ts';
import { dropGuards } from '../triggers.ts';

let portal: TestPortal;
beforeAll(async () => {
	portal = await openTestPortal();
});
afterAll(() => portal.remove());

test('an event that cannot be read any more hides none of the others, neither from the reporter nor from the officer', async () => {
	const { number, secret } = await portal.report();
	await portal.move('beipiao', number, 'accept', { reply: '已受理，请保持关注。' });
	await portal.move('beipiao', number, 'investigate', { officers: '刘一\n陈二' });
	await portal.move('beipiao', number, 'conclude', aConclusion());
	const [first] = await portal.staff.db.read.select().from(events).where(eq(events.move, 'receive'));
	await portal.staff.db.write(async (tx) => {
		await dropGuards(tx, 'events');
		await tx
			.update(events)
			.set({ fields: { outcome: 7 } })
			.where(eq(events.move, 'conclude'));
		await tx.insert(events).values({
			...{ id: 'of-another-program', reportId: first?.reportId ?? '', seq: 99, at: first?.at ?? '' },
			...{ move: 'answer-consent', toStatus: 'concluded', unitId: first?.unitId ?? '', fields: { answer: [] } },
		});
	});
	const log = vi.spyOn(portal.intake.log, 'error').mockReturnValue();

	const story = await portal.call('POST', 'api/reports/track', { body: { number, secret } });
	expect(story.status).toBe(200);
	expect(story.json.timeline.map(({ text }: { text: string }) => text)).toEqual([
		'已收到您的举报，转交北票市自然资源局办理。',
		'北票市自然资源局已受理，将安排核查。已受理，请保持关注。',
		'北票市自然资源局已派人核查。',
		'办理情况有更新，这一步的说明暂时无法显示。您反映的情况属实，已责令停止并处罚。',
	]);
	const logged = log.mock.calls.map(([line]) => line);
	expect(logged).toEqual([
		expect.objectContaining({ event: 'event.unreadable', move: 'conclude', error: 'ZodError' }),
		expect.objectContaining({ event: 'event.unreadable', move: 'answer-consent', error: 'ZodError' }),
	]);
	expect(JSON.stringify(logged)).not.toMatch(/outcome|Invalid/);

	const shown = await portal.call('GET', `api/staff/reports/${number}`, { as: await portal.signIn('beipiao') });
	expect(shown.status).toBe(200);
	log.mockRestore();
});
