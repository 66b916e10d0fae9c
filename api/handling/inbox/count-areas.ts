import { and, gte, isNotNull, lt, type SQL, sql } from 'drizzle-orm';
import { addDays, dayOf, startOf } from '../../../content/facts/time.ts';
import { reports } from '../../../db/schema/reports.ts';
import type { Deps } from '../../deps.ts';
import type { Officer } from '../../permission/officer.ts';
import { ofCounty, withinReach } from '../../report/find-report.ts';
import { settled } from '../../report/statuses.ts';
import type { Tallies } from '../../report/tallies.ts';
import { overdueOn, stillOpen } from './views.ts';

/** Age of open reports: days since receipt, and the words for it. */
export const ages: ReadonlyArray<{ from: number; to: number | null; label: string }> = [
	{ from: 0, to: 7, label: '7 天以内' },
	{ from: 8, to: 15, label: '8 至 15 天' },
	{ from: 16, to: 30, label: '16 至 30 天' },
	{ from: 31, to: 60, label: '31 至 60 天' },
	{ from: 61, to: null, label: '60 天以上' },
];

/** What is counted of the reports of an area. Areas add up, key by key. */
export interface Counts {
	received: number;
	accepted: number;
	open: number;
	overdue: number;
	waiting: number;
	supervised: number;
	/** Concluded, declined or merged, and how many of them in time. */
	answered: number;
	onTime: number;
	concluded: number;
	substantiated: number;
	returned: number;
	rated: number;
	/** Sum of the ratings, each 1 to 5. */
	scores: number;
	/** Open reports by age, in the order of `ages`. */
	ages: number[];
}

export interface AreaCounts extends Counts {
	adcode: number;
	name: string;
}

/** Counts each area of an officer's reach, or one of them: the figures of dashboard and bulletin. */
export async function countAreas(
	deps: Deps,
	officer: Officer,
	tallies: Tallies,
	county?: number,
): Promise<AreaCounts[]> {
	const open = await countOpen(deps, officer, county);
	// What the city has not placed yet is the city's.
	const areaOf = (row: OpenRow) => row.adcode ?? deps.content.units.city.adcode;
	return areasOf(deps, officer)
		.filter(({ adcode }) => county === undefined || adcode === county)
		.map((area) => ({
			...area,
			...tallied(tallies, area.adcode),
			...openCounts(open.filter((row) => areaOf(row) === area.adcode)),
		}));
}

/** Several areas together. */
export function addUp(areas: readonly Counts[]): Counts {
	const sum = (key: Exclude<keyof Counts, 'ages'>) => areas.reduce((total, area) => total + area[key], 0);
	return {
		received: sum('received'),
		accepted: sum('accepted'),
		open: sum('open'),
		overdue: sum('overdue'),
		waiting: sum('waiting'),
		supervised: sum('supervised'),
		answered: sum('answered'),
		onTime: sum('onTime'),
		concluded: sum('concluded'),
		substantiated: sum('substantiated'),
		returned: sum('returned'),
		rated: sum('rated'),
		scores: sum('scores'),
		ages: ages.map((_, nth) => areas.reduce((total, area) => total + (area.ages[nth] ?? 0), 0)),
	};
}

/** Share of the answers that came in time; what is overdue and still open counts as late. Null while none is owed. */
export function onTimeRate({ answered, onTime, overdue }: Counts): number | null {
	const owed = answered + overdue;
	return owed === 0 ? null : onTime / owed;
}

function areasOf({ content }: Deps, officer: Officer): Array<{ adcode: number; name: string }> {
	const { city, counties } = content.units;
	if (officer.city) return [...counties, { adcode: city.adcode, name: '市级' }];
	return counties.filter(({ adcode }) => adcode === officer.adcode);
}

function tallied(tallies: Tallies, adcode: number) {
	const of = (kind: Parameters<Tallies['sum']>[0], values?: readonly string[]) => tallies.sum(kind, values, adcode);
	const scores = [1, 2, 3, 4, 5].map((score) => ({ score, count: of('score', [String(score)]) }));
	return {
		received: of('status'),
		accepted: of('accepted'),
		open: of('status') - of('status', settled),
		answered: of('answered'),
		onTime: of('answered', ['on-time']),
		concluded: of('status', ['concluded']),
		substantiated: of('outcome', ['substantiated', 'partly']),
		returned: of('returned'),
		rated: of('score'),
		scores: scores.reduce((total, { score, count }) => total + score * count, 0),
	};
}

type OpenRow = Awaited<ReturnType<typeof countOpen>>[number];

/** One scan of the open reports, which are few; a covering index has all columns. */
function countOpen(deps: Deps, officer: Officer, county?: number) {
	const today = dayOf(deps.now());
	return deps.db.read
		.select({
			adcode: reports.adcode,
			overdue: howMany(overdueOn(today)),
			waiting: howMany(isNotNull(reports.waitingSince)),
			supervised: howMany(isNotNull(reports.supervisedBy)),
			ages: Object.fromEntries(ages.map((age) => [age.label, howMany(ofAge(age, today))])),
		})
		.from(reports)
		.where(and(withinReach(officer), stillOpen, county === undefined ? undefined : ofCounty(deps.content, county)))
		.groupBy(reports.adcode);
}

function openCounts(rows: OpenRow[]): Pick<Counts, 'overdue' | 'waiting' | 'supervised' | 'ages'> {
	const sum = (read: (row: OpenRow) => number | undefined) => rows.reduce((total, row) => total + (read(row) ?? 0), 0);
	return {
		overdue: sum((row) => row.overdue),
		waiting: sum((row) => row.waiting),
		supervised: sum((row) => row.supervised),
		ages: ages.map(({ label }) => sum((row) => row.ages[label])),
	};
}

function howMany(condition: SQL | undefined): SQL<number> {
	return sql<number>`sum(case when ${condition} then 1 else 0 end)`;
}

/** Received on one of the days of an age. */
export function ofAge({ from, to }: { from: number; to: number | null }, today: string): SQL | undefined {
	return and(
		from > 0 ? lt(reports.receivedAt, startOf(addDays(today, 1 - from))) : undefined,
		to === null ? undefined : gte(reports.receivedAt, startOf(addDays(today, -to))),
	);
}
