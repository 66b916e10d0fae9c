import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import type { Reader } from '../../../db/open.ts';
import { alarmCallShares, alarmCalls } from '../../../db/schema/alarms.ts';
import type { Deps } from '../../deps.ts';

/** A call as an alarm knows of it, from when on it speaks for that alarm. */
export type CallFor = Pick<typeof alarmCalls.$inferSelect, 'at' | 'adcode' | 'unitId' | 'role' | 'sentAt'>;

/**
 * All calls for an alarm in order, its own and those of others that speak for it, which nothing tells apart: who sees
 * one alarm must not learn that there is another. Of one report only those while it waited in the alarm.
 */
export async function callsFor(
	from: Reader,
	alarmId: string,
	{ since, until }: { since: string; until: string | null },
): Promise<CallFor[]> {
	const { adcode, unitId, role } = alarmCalls;
	const own = await from
		.select({ at: alarmCalls.at, seq: alarmCalls.seq, adcode, unitId, role, sentAt: alarmCalls.sentAt })
		.from(alarmCalls)
		.where(eq(alarmCalls.alarmId, alarmId));
	const shared = await from
		.select({ at: alarmCallShares.at, seq: alarmCalls.seq, adcode, unitId, role, sentAt: alarmCallShares.sentAt })
		.from(alarmCallShares)
		.innerJoin(alarmCalls, eq(alarmCalls.id, alarmCallShares.callId))
		.where(eq(alarmCallShares.alarmId, alarmId));
	return [...own, ...shared]
		.filter(({ at }) => since <= at && (until === null || at <= until))
		.sort((a, b) => (a.at === b.at ? a.seq - b.seq : a.at < b.at ? -1 : 1))
		.map(({ seq, ...call }) => call);
}

/**
 * Notes for alarms that share a call that it is delivered. By the clock and not at once: how soon it is delivered must
 * not tell a reporter that the post had been called for somebody else before.
 */
export async function noteSharedDelivery({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<void> {
	const waiting = await db.read
		.selectDistinct({ callId: alarmCallShares.callId })
		.from(alarmCallShares)
		.innerJoin(alarmCalls, eq(alarmCalls.id, alarmCallShares.callId))
		.where(and(isNull(alarmCallShares.sentAt), isNotNull(alarmCalls.sentAt)));
	if (waiting.length === 0) return;
	const sentAt = now().toISOString();
	await db.writeFromReserve(async (tx) => {
		for (const { callId } of waiting) {
			const ofCall = and(eq(alarmCallShares.callId, callId), isNull(alarmCallShares.sentAt));
			await tx.update(alarmCallShares).set({ sentAt }).where(ofCall);
		}
	});
}
