import { and, asc, count, inArray, min } from 'drizzle-orm';
import { dayOf, daysBetween } from '../../../content/facts/time.ts';
import { reports } from '../../../db/schema/reports.ts';
import type { Deps } from '../../deps.ts';
import type { Officer } from '../../permission/officer.ts';
import { withinReach } from '../../report/find-report.ts';
import { overdueOn, stillOpen } from './views.ts';

/** Open reports of each category of illegal mining, by county; the campaign's target is zero (动态清零). */
export async function clearing(deps: Deps, officer: Officer) {
	const today = dayOf(deps.now());
	const { categories, units } = deps.content;
	const illegalMining = categories.filter(({ group }) => group === 'illegal-mining').map(({ id }) => id);
	const where = and(withinReach(officer), stillOpen, inArray(reports.category, illegalMining));
	const rows = await deps.db.read
		.select({ adcode: reports.adcode, open: count(), oldest: min(reports.receivedAt) })
		.from(reports)
		.where(where)
		.groupBy(reports.adcode)
		.orderBy(asc(reports.adcode));
	const late = await deps.db.read
		.select({ adcode: reports.adcode, overdue: count() })
		.from(reports)
		.where(and(where, overdueOn(today)))
		.groupBy(reports.adcode);
	// What the city has not placed yet is the city's.
	const areaOf = (adcode: number | null) => adcode ?? units.city.adcode;
	const areas = officer.city ? [...units.counties, { adcode: units.city.adcode, name: '市级' }] : units.counties;
	return {
		asOf: deps.now().toISOString(),
		open: rows.reduce((total, { open }) => total + open, 0),
		byCounty: areas
			.filter(({ adcode }) => officer.city || adcode === officer.adcode)
			.map(({ adcode, name }) => {
				const own = rows.filter((row) => areaOf(row.adcode) === adcode);
				const oldest = own.flatMap((row) => row.oldest ?? []).sort()[0];
				return {
					adcode,
					name,
					open: own.reduce((total, { open }) => total + open, 0),
					overdue: late.filter((row) => areaOf(row.adcode) === adcode).reduce((total, row) => total + row.overdue, 0),
					oldestDays: oldest ? daysBetween(dayOf(new Date(oldest)), today) : null,
				};
			}),
	};
}
