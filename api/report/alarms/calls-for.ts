import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import type { Reader } from '../../../db/database.ts';
import { alarmCallShares, alarmCalls } from '../../../db/schema/alarms.ts';
import type { Deps } from '../../deps.ts';

/** A call with the time from which on it counts for an alarm. */
export type CallFor = Pick<typeof alarmCalls.$inferSelect, 'at' | 'adcode' | 'unitId' | 'role' | 'sentAt'>;

/**
 * All calls for an alarm in order: its own and those of other alarms that count for it. They look the same, since whoever
 * sees one alarm must not learn of another. Of one report only those made while it waited in the alarm.
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
 * Records delivery of a call for the alarms that share it. Periodically rather than at once, since the time must not
 * reveal to a reporter that the post had been called for another alarm before.
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
