import { and, eq, isNull } from 'drizzle-orm';
import type { Transaction } from '../../../db/database.ts';
import { alarmReports, alarms } from '../../../db/schema/alarms.ts';

/** Ends an alarm once no report in it waits for an answer. */
export async function endAlarm(tx: Transaction, alarmId: string): Promise<void> {
	const inIt = and(eq(alarmReports.alarmId, alarmId), isNull(alarmReports.leftAt));
	const rest = await tx.select({ answeredAt: alarmReports.answeredAt }).from(alarmReports).where(inIt);
	if (rest.some(({ answeredAt }) => answeredAt === null)) return;
	const state = rest.length === 0 ? 'left' : 'answered';
	await tx.update(alarms).set({ state, nextAt: null }).where(eq(alarms.id, alarmId));
}
