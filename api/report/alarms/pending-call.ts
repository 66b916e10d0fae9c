import { and, desc, eq, gt, gte } from 'drizzle-orm';
import { addMinutes } from '../../../content/facts/time.ts';
import type { DutyEntry } from '../../../content/schema/alarms.ts';
import type { Transaction } from '../../../db/database.ts';
import { alarmCalls, alarms } from '../../../db/schema/alarms.ts';
import type { Deps } from '../../deps.ts';
import { dutyAt } from './duty.ts';

/**
 * A call to the same post that is younger than the time to answer it and not answered yet: it counts for further alarms
 * as well, so that one person who sends many reports cannot flood the post with calls. Undefined where there is none.
 */
export async function pendingCall(
	tx: Transaction,
	{ content, now }: Pick<Deps, 'content' | 'now'>,
	{ adcode, onDuty }: { adcode: number; onDuty: DutyEntry },
): Promise<string | undefined> {
	const since = addMinutes(now(), -content.alarms.answerMinutes).toISOString();
	const rows = await tx
		.select({ id: alarmCalls.id, at: alarmCalls.at, entry: alarmCalls.entry })
		.from(alarmCalls)
		.innerJoin(alarms, eq(alarms.id, alarmCalls.alarmId))
		.where(
			and(
				gt(alarmCalls.at, since),
				eq(alarmCalls.adcode, adcode),
				eq(alarmCalls.unitId, onDuty.unit),
				eq(alarms.state, 'open'),
				gte(alarmCalls.seq, alarms.callsFrom),
			),
		)
		.orderBy(desc(alarmCalls.at));
	return rows.find(({ at, entry }) => isSamePost(dutyAt(content, adcode, new Date(at))[entry ?? -1], onDuty))?.id;
}

/** Another post of the same office, or the same post with another phone, is somebody else. */
function isSamePost(one: DutyEntry | undefined, other: DutyEntry): boolean {
	return (['unit', 'role', 'sms', 'phone', 'hook'] as const).every((key) => one?.[key] === other[key]);
}
