import { and, asc, countDistinct, eq, type SQL } from 'drizzle-orm';
import { areaName } from '../../../content/facts/area-name.ts';
import { categoryName } from '../../../content/facts/look-up.ts';
import { alarmReports, alarms } from '../../../db/schema/alarms.ts';
import { reports } from '../../../db/schema/reports.ts';
import type { Deps } from '../../deps.ts';
import type { Officer } from '../../permission/officer.ts';
import { alarmName } from '../../report/alarms/alarm-text.ts';
import { awaitsAnswer } from '../../report/alarms/awaits-answer.ts';
import { dutyAt } from '../../report/alarms/duty.ts';
import { isWithinReach, ofCounty, withinReach } from '../../report/find-report.ts';
import type { Report } from '../../report/report.ts';
import { mayAnswer } from './may-answer.ts';

/** Reports that wait in an alarm for an answer. */
const waits = and(eq(alarmReports.alarmId, alarms.id), awaitsAnswer);

/**
 * How many alarms wait for an answer, by the reports within the officer's reach; `county` narrows them to those that
 * have such a report there.
 */
export async function countOpenAlarms(
	deps: Pick<Deps, 'db' | 'content'>,
	officer: Officer,
	county?: number,
): Promise<{ alarms: number; reports: number }> {
	const there = county === undefined ? undefined : ofCounty(deps.content, county);
	return countWaiting(deps, and(withinReach(officer), there));
}

async function countWaiting({ db }: Pick<Deps, 'db'>, which: SQL | undefined) {
	const [row] = await db.read
		.select({ alarms: countDistinct(alarms.id), reports: countDistinct(reports.id) })
		.from(alarms)
		.innerJoin(alarmReports, waits)
		.innerJoin(reports, eq(reports.id, alarmReports.reportId))
		.where(and(eq(alarms.state, 'open'), which));
	return { alarms: row?.alarms ?? 0, reports: row?.reports ?? 0 };
}

/** What stands at the top of every page of the console. */
export async function openAlarms(deps: Deps, officer: Officer) {
	const { units, duty } = deps.content;
	// A county answers for its own roster, and relies on the city's.
	const concerned = [units.city, ...units.counties].filter(
		({ adcode }) => officer.city || adcode === officer.adcode || adcode === units.city.adcode,
	);
	const now = deps.now();
	const list = await waitingFor(deps, officer);
	return {
		...(await countWaiting(deps, mayAnswer(deps.db.read, officer))),
		since: list[0]?.since ?? null,
		list,
		/** Areas of which nobody is on duty now, in words. */
		unmanned: concerned
			.filter(({ adcode }) => dutyAt(deps.content, adcode, now).length === 0)
			.map(({ adcode }) => areaName(deps.content, adcode)),
		/** True: the roster is made up, and reaches nobody. */
		demo: concerned.some(({ adcode }) => duty.some((roster) => roster.adcode === adcode && roster.demo)),
	};
}

/** Reports whose alarms are told of one by one; the figure beside it counts them all. */
const mostListed = 100;

type Waiting = { alarmId: string; at: string; report: Report };

/** The alarms that this officer may answer, the oldest first, each as far as the officer may know of it. */
async function waitingFor(deps: Deps, officer: Officer) {
	const rows = await deps.db.read
		.select({ alarmId: alarms.id, at: alarmReports.at, report: reports })
		.from(alarms)
		.innerJoin(alarmReports, waits)
		.innerJoin(reports, eq(reports.id, alarmReports.reportId))
		.where(and(eq(alarms.state, 'open'), mayAnswer(deps.db.read, officer)))
		.orderBy(asc(alarmReports.at))
		.limit(mostListed);
	const byAlarm = Map.groupBy(rows, ({ alarmId }) => alarmId);
	return [...byAlarm].map(([id, waiting]) => alarmInList(deps, officer, id, waiting));
}

function alarmInList({ content }: Pick<Deps, 'content'>, officer: Officer, id: string, waiting: Waiting[]) {
	const about = waiting.map(({ report }) => report);
	const words = (say: (report: Report) => string) => [...new Set(about.map(say))].join('、');
	return {
		id,
		/** As it is called in messages to whoever is on duty. */
		name: alarmName(id),
		/** When the first of these reports came to it. */
		since: waiting[0]?.at ?? '',
		category: words(({ category }) => categoryName(content, category)),
		/** County and town in words. */
		place: words(({ adcode, town }) => `${areaName(content, adcode ?? content.units.city.adcode)}${town ?? ''}`),
		/** Numbers of its cases within reach; none where the officer is called, and the cases are another unit's. */
		numbers: about.filter((report) => isWithinReach(officer, report)).map(({ number }) => number),
	};
}
