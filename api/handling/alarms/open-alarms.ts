import { and, countDistinct, eq, isNull, min } from 'drizzle-orm';
import { alarmReports, alarms } from '../../../db/schema/alarms.ts';
import { reports } from '../../../db/schema/reports.ts';
import type { Officer } from '../../accounts/officer.ts';
import { areaName } from '../../area-name.ts';
import type { Deps } from '../../deps.ts';
import { ofCounty, withinReach } from '../find-report.ts';
import { dutyAt } from './duty.ts';

/**
 * How many alarms wait for an answer, by the reports within the officer's reach; `county` narrows them to those that
 * have such a report there.
 */
export async function countOpenAlarms(
	{ db, content }: Pick<Deps, 'db' | 'content'>,
	officer: Officer,
	county?: number,
): Promise<{ alarms: number; reports: number; since: string | null }> {
	const [row] = await db.read
		.select({ alarms: countDistinct(alarms.id), reports: countDistinct(reports.id), since: min(alarms.raisedAt) })
		.from(alarms)
		.innerJoin(alarmReports, and(eq(alarmReports.alarmId, alarms.id), isNull(alarmReports.leftAt)))
		.innerJoin(reports, eq(reports.id, alarmReports.reportId))
		.where(
			and(eq(alarms.state, 'open'), withinReach(officer), county === undefined ? undefined : ofCounty(content, county)),
		);
	return { alarms: row?.alarms ?? 0, reports: row?.reports ?? 0, since: row?.since ?? null };
}

/** What stands at the top of every page of the console. */
export async function openAlarms(deps: Deps, officer: Officer) {
	const { units, duty } = deps.content;
	// A county answers for its own roster, and relies on the city's.
	const concerned = [units.city, ...units.counties].filter(
		({ adcode }) => officer.city || adcode === officer.adcode || adcode === units.city.adcode,
	);
	const now = deps.now();
	return {
		...(await countOpenAlarms(deps, officer)),
		/** Areas of which nobody is on duty now, in words. */
		unmanned: concerned
			.filter(({ adcode }) => dutyAt(deps.content, adcode, now).length === 0)
			.map(({ adcode }) => areaName(deps.content, adcode)),
		/** True: the roster is made up, and reaches nobody. */
		demo: concerned.some(({ adcode }) => duty.some((roster) => roster.adcode === adcode && roster.demo)),
	};
}
