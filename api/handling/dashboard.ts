import { and, count, gte, lt, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import { reports } from '../../db/schema/reports.ts';
import type { Officer } from '../accounts/officer.ts';
import type { Deps } from '../deps.ts';
import { addDays, dayOf, startOf } from '../time.ts';
import { ofCounty, withinReach } from './find-report.ts';
import { settled, statusNames } from './statuses.ts';
import { readTallies, type Tallies } from './tallies.ts';
import { overdueOn, stillOpen } from './views.ts';

export const DashboardQuery = z.object({ county: z.coerce.number().int().optional() });

/** Age of open reports: days since receipt, and the words for it. */
const ages: ReadonlyArray<{ upTo: number; label: string }> = [
	{ upTo: 7, label: '7 天以内' },
	{ upTo: 15, label: '8 至 15 天' },
	{ upTo: 30, label: '16 至 30 天' },
	{ upTo: 60, label: '31 至 60 天' },
	{ upTo: Number.POSITIVE_INFINITY, label: '60 天以上' },
];
const monthsShown = 12;

/** The figures of an area. The on-time rate counts as late what is overdue and still open. */
export async function dashboard(deps: Deps, officer: Officer, { county }: z.infer<typeof DashboardQuery>) {
	const today = dayOf(deps.now());
	const tallies = await readTallies(deps, officer, county);
	const where = and(withinReach(officer), county === undefined ? undefined : ofCounty(deps.content, county));
	const overdue = await countByArea(deps, and(where, overdueOn(today)));
	const late = [...overdue.values()].reduce((total, each) => total + each, 0);
	const onTime = tallies.sum('answered', ['on-time']);
	const owed = tallies.sum('answered') + late;
	return {
		asOf: deps.now().toISOString(),
		received: tallies.sum('status'),
		open: tallies.sum('status') - tallies.sum('status', settled),
		overdue: late,
		onTimeRate: owed === 0 ? null : onTime / owed,
		concluded: tallies.sum('status', ['concluded']),
		substantiated: tallies.sum('outcome', ['substantiated', 'partly']),
		returned: tallies.sum('returned'),
		satisfaction: satisfaction(tallies),
		byStatus: Object.entries(statusNames).map(([id, name]) => ({ id, name, count: tallies.sum('status', [id]) })),
		byCounty: byCounty(deps, officer, tallies, overdue),
		byTown: byTown(tallies),
		byMonth: byMonth(tallies, today),
		ageOpen: await ageOpen(deps, where, today),
	};
}

async function countByArea(deps: Deps, where: SQL | undefined): Promise<Map<number, number>> {
	const rows = await deps.db.read
		.select({ adcode: reports.adcode, total: count() })
		.from(reports)
		.where(where)
		.groupBy(reports.adcode);
	const counted = new Map<number, number>();
	for (const { adcode, total } of rows) {
		const area = adcode ?? deps.content.units.city.adcode;
		counted.set(area, (counted.get(area) ?? 0) + total);
	}
	return counted;
}

/** Average of the ratings, 1 to 5; null before the first. */
function satisfaction(tallies: Tallies): { rated: number; average: number } | null {
	const scores = [...tallies.by('score')];
	const rated = scores.reduce((total, [, each]) => total + each, 0);
	if (rated === 0) return null;
	return { rated, average: scores.reduce((total, [score, each]) => total + Number(score) * each, 0) / rated };
}

function byCounty({ content }: Deps, officer: Officer, tallies: Tallies, overdue: Map<number, number>) {
	const { city, counties } = content.units;
	const areas = officer.city ? [...counties, { adcode: city.adcode, name: '市级' }] : counties;
	return areas
		.filter(({ adcode }) => officer.city || adcode === officer.adcode)
		.map(({ adcode, name }) => ({
			adcode,
			name,
			received: tallies.sum('status', undefined, adcode),
			open: tallies.sum('status', undefined, adcode) - tallies.sum('status', settled, adcode),
			overdue: overdue.get(adcode) ?? 0,
		}));
}

function byTown(tallies: Tallies): Array<{ name: string; count: number }> {
	return [...tallies.by('town')]
		.filter(([name]) => name !== '')
		.map(([name, count]) => ({ name, count }))
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

async function ageOpen(deps: Deps, where: SQL | undefined, today: string) {
	let before: string | undefined;
	let ageFrom = 0;
	const counted: Array<{ label: string; ageFrom: number; ageTo: number | null; count: number }> = [];
	for (const { upTo, label } of ages) {
		const from = Number.isFinite(upTo) ? startOf(addDays(today, -upTo)) : undefined;
		const [row] = await deps.db.read
			.select({ total: count() })
			.from(reports)
			.where(
				and(
					where,
					stillOpen,
					from ? gte(reports.receivedAt, from) : undefined,
					before ? lt(reports.receivedAt, before) : undefined,
				),
			);
		counted.push({ label, ageFrom, ageTo: from ? upTo : null, count: row?.total ?? 0 });
		before = from;
		ageFrom = upTo + 1;
	}
	return counted;
}
