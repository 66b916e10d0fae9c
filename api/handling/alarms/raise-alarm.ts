import { and, desc, eq, gte, inArray } from 'drizzle-orm';
import type { Content } from '../../../content/load.ts';
import type { Reader, Transaction } from '../../../db/open.ts';
import { alarmReports, alarms } from '../../../db/schema/alarms.ts';
import type { Deps } from '../../deps.ts';
import { addMinutes } from '../../time.ts';
import { avoidedBy, type Held } from '../by-pass/by-passes.ts';
import type { Report } from '../record-event.ts';
import { alarmPlace } from './alarm-place.ts';
import { type Alarm, callNext } from './call-next.ts';

/** Why somebody is called: the category, an officer's mark, or a case that came from elsewhere with its danger. */
export type AlarmCause = 'category' | 'officer' | 'moved';

type RaiseDeps = Pick<Deps, 'content' | 'newId' | 'now'>;

/**
 * Calls whoever is on duty for a report, or lets it join the alarm of the same place. Only what comes in by itself joins
 * one that is answered already: whoever answered knows of the place, but an officer who marks a case wants to be heard.
 * The caller records the event. Resolves to whether the alarm is still to be answered.
 */
export async function raiseAlarm(
	tx: Transaction,
	deps: RaiseDeps,
	report: Report,
	cause: AlarmCause,
): Promise<{ joined: boolean; open: boolean }> {
	const adcode = await whoIsCalled(tx, deps.content, report);
	const joined = await alarmToJoin(tx, deps, { adcode, place: alarmPlace(report), cause });
	const alarm = joined ?? (await newAlarm(tx, deps, { adcode, place: alarmPlace(report), cause }));
	const at = deps.now().toISOString();
	// It may come back to an alarm that it left.
	await tx
		.insert(alarmReports)
		.values({ alarmId: alarm.id, reportId: report.id, at })
		.onConflictDoUpdate({ target: [alarmReports.alarmId, alarmReports.reportId], set: { leftAt: null } });
	if (!joined) await callNext(tx, deps, alarm);
	return { joined: joined !== undefined, open: alarm.state === 'open' };
}

/** The area whose roster is called: the county that has the report; the city where none has, or where it may not know. */
export async function whoIsCalled(from: Reader, content: Pick<Content, 'units'>, report: Held): Promise<number> {
	const { city, counties } = content.units;
	const county = counties.find(({ adcode }) => adcode === report.adcode)?.adcode;
	if (county === undefined) return city.adcode;
	return (await avoidedBy(from, report)).includes(county) ? city.adcode : county;
}

type Wanted = Pick<Alarm, 'adcode' | 'place'> & { cause: AlarmCause };

async function alarmToJoin(
	tx: Transaction,
	deps: RaiseDeps,
	{ adcode, place, cause }: Wanted,
): Promise<Alarm | undefined> {
	if (place === null) return undefined;
	const since = addMinutes(deps.now(), -deps.content.alarms.joinMinutes).toISOString();
	const states = cause === 'category' ? ['open', 'answered'] : ['open'];
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

async function newAlarm(tx: Transaction, deps: RaiseDeps, wanted: Wanted): Promise<Alarm> {
	const raisedAt = deps.now().toISOString();
	const stage = wanted.adcode === deps.content.units.city.adcode ? 'city' : 'county';
	const row = { id: deps.newId(), ...wanted, raisedAt, state: 'open', stage, turn: 0, nextAt: raisedAt };
	const [alarm] = await tx.insert(alarms).values(row).returning();
	if (!alarm) throw new Error('an alarm that was written is not there');
	return alarm;
}
