import { z } from 'zod';
import { areaName } from '../../../content/facts/area-name.ts';
import { dayOf } from '../../../content/facts/time.ts';
import type { Deps } from '../../deps.ts';
import { integer } from '../../http/text.ts';
import type { Officer } from '../../permission/officer.ts';
import { statusNames } from '../../report/statuses.ts';
import { readTallies, type Tallies } from '../../report/tallies.ts';
import { countOpenAlarms } from '../alarms/open-alarms.ts';
import { addUp, ages, countAreas, onTimeRate } from './count-areas.ts';

export const DashboardQuery = z.strictObject({ county: integer(100_000, 999_999) });

const monthsShown = 12;

/** The figures of an area. */
export async function dashboard(deps: Deps, officer: Officer, { county }: z.infer<typeof DashboardQuery>) {
	const tallies = await readTallies(deps, officer, { county });
	const areas = await countAreas(deps, officer, tallies, county);
	const { answered: _answered, onTime: _onTime, scores, ages: aged, rated, ...sums } = addUp(areas);
	return {
		asOf: deps.now().toISOString(),
		...sums,
		/** Alarms that nobody has answered, and the reports in them. */
		alarms: await countOpenAlarms(deps, officer, county),
		onTimeRate: onTimeRate(addUp(areas)),
		/** Average of the ratings, 1 to 5; null before the first. */
		satisfaction: rated === 0 ? null : { rated, average: scores / rated },
		byStatus: Object.entries(statusNames).map(([id, name]) => ({ id, name, count: tallies.sum('status', [id]) })),
		byCounty: areas.map(({ adcode, name, received, open, overdue }) => ({ adcode, name, received, open, overdue })),
		byTown: byTown(tallies, deps.content),
		byMonth: byMonth(tallies, dayOf(deps.now())),
		ageOpen: ages.map(({ from, to, label }, nth) => ({ label, ageFrom: from, ageTo: to, count: aged[nth] ?? 0 })),
	};
}

/** Towns with reports, most of them first. Two counties may have a town of the same name. */
function byTown(tallies: Tallies, content: Deps['content']) {
	return tallies
		.lines('town')
		.filter(({ value }) => value !== '')
		.map(({ adcode, value: name, count }) => ({
			adcode,
			county: areaName(content, adcode),
			name,
			count,
			open: tallies.sum('town-open', [name], adcode),
		}))
		.sort((a, b) => b.count - a.count || a.name.localeCompare(b.name, 'zh'));
}

function byMonth(tallies: Tallies, today: string) {
	const received = tallies.by('received');
	const concluded = tallies.by('concluded');
	const [year = 0, month = 0] = today.split('-').map(Number);
	return Array.from({ length: monthsShown }, (_, back) => {
		const first = new Date(Date.UTC(year, month - monthsShown + back, 1));
		const name = first.toISOString().slice(0, 7);
		return { month: name, received: received.get(name) ?? 0, concluded: concluded.get(name) ?? 0 };
	});
}
