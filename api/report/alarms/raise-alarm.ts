import { and, desc, eq, gte, inArray } from 'drizzle-orm';
import type { Content } from '../../../content/content.ts';
import { addMinutes } from '../../../content/facts/time.ts';
import type { Reader, Transaction } from '../../../db/database.ts';
import { alarmReports, alarms } from '../../../db/schema/alarms.ts';
import type { Deps } from '../../deps.ts';
import { avoidedBy, type CasePlacement } from '../by-pass/by-passes.ts';
import type { Report } from '../report.ts';
import { alarmPlace } from './alarm-place.ts';
import { type Alarm, callFirst, callNext, countCalls, initialState } from './call-next.ts';

type RaiseDeps = Pick<Deps, 'content' | 'newId' | 'now'>;

/**
 * Calls whoever is on duty for a report, or adds it to the alarm of the same place, so that several reports share one
 * escalation. Joining an answered alarm reopens it from the first post. Only new reports join; an officer who marks a
 * case, or another county that gets it, begins a new alarm. The caller records the event. Resolves to whether it joined;
 * the alarm is open in any case.
 */
export async function raiseAlarm(
	tx: Transaction,
	deps: RaiseDeps,
	report: Report,
	cause: Alarm['cause'],
): Promise<{ joined: boolean }> {
	const request = { adcode: await whoIsCalled(tx, deps.content, report), place: alarmPlace(report), cause };
	const joined = await findAlarmToJoin(tx, deps, request);
	const alarm = joined ?? (await newAlarm(tx, deps, request));
	const at = deps.now().toISOString();
	// It may come back to an alarm that it left, or in which it was answered for.
	const waits = { leftAt: null, answeredAt: null, answeredById: null, answeredByName: null, answeredOffice: null };
	await tx
		.insert(alarmReports)
		.values({ alarmId: alarm.id, reportId: report.id, at })
		.onConflictDoUpdate({ target: [alarmReports.alarmId, alarmReports.reportId], set: waits });
	if (!joined) await callNext(tx, deps, alarm);
	else if (joined.state === 'open') await callFirst(tx, deps, joined);
	else await callNext(tx, deps, await reopenAlarm(tx, deps, joined));
	return { joined: joined !== undefined };
}

/** The area whose roster is called: the county that has the report; the city where none has, or where it may not know. */
export async function whoIsCalled(
	from: Reader,
	content: Pick<Content, 'units'>,
	report: CasePlacement,
): Promise<number> {
	const { city, counties } = content.units;
	const county = counties.find(({ adcode }) => adcode === report.adcode)?.adcode;
	if (county === undefined) return city.adcode;
	return (await avoidedBy(from, report)).includes(county) ? city.adcode : county;
}

type AlarmRequest = Pick<Alarm, 'adcode' | 'place' | 'cause'>;

async function findAlarmToJoin(
	tx: Transaction,
	deps: RaiseDeps,
	{ adcode, place, cause }: AlarmRequest,
): Promise<Alarm | undefined> {
	if (place === null) return undefined;
	const since = addMinutes(deps.now(), -deps.content.alarms.joinMinutes).toISOString();
	const states: Array<Alarm['state']> = cause === 'category' ? ['open', 'answered'] : ['open'];
	const [found] = await tx
		.select()
		.from(alarms)
		.where(
			and(
				eq(alarms.adcode, adcode),
				eq(alarms.place, place),
				gte(alarms.raisedAt, since),
				inArray(alarms.state, states),
			),
		)
		.orderBy(desc(alarms.raisedAt))
		.limit(1);
	return found;
}

async function newAlarm(tx: Transaction, deps: RaiseDeps, request: AlarmRequest): Promise<Alarm> {
	const raisedAt = deps.now().toISOString();
	const standing = initialState(deps.content, request.adcode);
	const row = { id: deps.newId(), ...request, ...standing, raisedAt, nextAt: raisedAt };
	const [alarm] = await tx
		.insert(alarms)
		.values({ ...row, state: 'open' })
		.returning();
	if (!alarm) throw new Error('an alarm that was written is not there');
	return alarm;
}

/** Earlier answers stay; whoever is on duty now is called for the new report. */
async function reopenAlarm(tx: Transaction, { content }: RaiseDeps, { id, adcode }: Alarm): Promise<Alarm> {
	const callsFrom = (await countCalls(tx, id)) + 1;
	const standing = initialState(content, adcode);
	const [opened] = await tx
		.update(alarms)
		.set({ ...standing, state: 'open', callsFrom })
		.where(eq(alarms.id, id))
		.returning();
	if (!opened) throw new Error('an alarm that was found is not there');
	return opened;
}
