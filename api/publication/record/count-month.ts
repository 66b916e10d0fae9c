import { and, eq, gte, inArray, lt } from 'drizzle-orm';
import { dayOf, startOf } from '../../../content/facts/time.ts';
import type { CountyMonth, MonthStatistics } from '../../../content/schema/statistics.ts';
import { ratings, reports } from '../../../db/schema/reports.ts';
import type { Deps } from '../../deps.ts';
import { clockDay } from '../../report/clocks.ts';
import { settled } from '../../report/statuses.ts';

/** Fewer ratings than this could show what one reporter thought. */
const fewestRatings = 5;

type Row = Awaited<ReturnType<typeof readMonth>>[number];

/** The public figures of one month of receipt, `YYYY-MM`, as they stand today. Counts only, nothing of any report. */
export async function countMonth(deps: Deps, month: string): Promise<MonthStatistics> {
	const today = dayOf(deps.now());
	const rows = await readMonth(deps, month);
	const scores = await readScores(deps, rows);
	const { city, counties } = deps.content.units;
	const areas = [...counties.map(({ adcode }) => adcode), city.adcode];
	return {
		id: month,
		asOf: today,
		source: `${deps.content.site.title}办理记录`,
		counties: areas.map((adcode) => {
			const own = rows.filter((row) => (row.adcode ?? city.adcode) === adcode);
			return figures(adcode, own, scores, today);
		}),
		demo: rows.some(({ demo }) => demo),
	};
}

function readMonth({ db }: Deps, month: string) {
	const [year = 0, number = 0] = month.split('-').map(Number);
	const next = new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 10);
	return db.read
		.select({
			id: reports.id,
			adcode: reports.adcode,
			status: reports.status,
			outcome: reports.outcome,
			acceptedAt: reports.acceptedAt,
			concludedAt: reports.concludedAt,
			replyBy: reports.replyBy,
			extendedUntil: reports.extendedUntil,
			dueBy: reports.dueBy,
			waitingSince: reports.waitingSince,
			demo: reports.demo,
		})
		.from(reports)
		.where(and(gte(reports.receivedAt, startOf(`${month}-01`)), lt(reports.receivedAt, startOf(next))));
}

async function readScores({ db }: Deps, rows: Row[]): Promise<Map<string, number>> {
	if (rows.length === 0) return new Map();
	const rated = await db.read
		.select({ reportId: ratings.reportId, score: ratings.score })
		.from(ratings)
		.innerJoin(reports, eq(ratings.reportId, reports.id))
		.where(inArray(reports.status, [...settled]));
	return new Map(rated.map(({ reportId, score }) => [reportId, score]));
}

function figures(adcode: number, rows: Row[], scores: Map<string, number>, today: string): CountyMonth {
	const answered = rows.filter((row) => settled.includes(row.status));
	const open = rows.filter((row) => !settled.includes(row.status));
	const concluded = answered.filter((row) => row.status === 'concluded');
	const ratings = rows.flatMap(({ id }) => scores.get(id) ?? []);
	const average = ratings.reduce((sum, score) => sum + score, 0) / ratings.length;
	return {
		adcode,
		received: rows.length,
		accepted: rows.filter((row) => row.acceptedAt !== null).length,
		answered: answered.length,
		onTime: answered.filter(inTime).length,
		overdueOpen: open.filter((row) => row.dueBy !== null && row.dueBy < clockDay(row, today)).length,
		concluded: concluded.length,
		substantiated: concluded.filter(({ outcome }) => outcome === 'substantiated' || outcome === 'partly').length,
		rated: ratings.length,
		...(ratings.length >= fewestRatings && { satisfaction: Math.round(average * 10) / 10 }),
	};
}

function inTime({ concludedAt, extendedUntil, replyBy }: Row): boolean {
	return concludedAt !== null && dayOf(new Date(concludedAt)) <= (extendedUntil ?? replyBy);
}
