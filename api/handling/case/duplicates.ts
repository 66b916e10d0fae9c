import { and, between, desc, eq, ne, type SQL } from 'drizzle-orm';
import { reports } from '../../../db/schema/reports.ts';
import type { Deps } from '../../deps.ts';
import type { Officer } from '../../permission/officer.ts';
import { areWordsClosed } from '../../report/by-pass/words-closed.ts';
import { withinReach } from '../../report/find-report.ts';
import type { Report } from '../../report/report.ts';
import { type Status, statusNames } from '../../report/statuses.ts';
import { boxAround, distanceM } from '../../routing/distance.ts';

const mostSuggested = 5;
const dayMs = 86_400_000;

export interface Duplicate {
	number: string;
	status: Status;
	statusName: string;
	town: string | null;
	place: string | null;
	receivedAt: string;
	/** Metres; null where one of the two has no coordinates and only the township agrees. */
	distanceM: number | null;
}

/** Reports of the same subject near in place and time: nearest first, those that share only the township last. */
export async function duplicatesOf(deps: Deps, officer: Officer, report: Report): Promise<Duplicate[]> {
	const found = [...(await nearby(deps, officer, report)), ...(await sameTown(deps, officer, report))];
	const once = found.filter(({ number }, index) => found.findIndex((each) => each.number === number) === index);
	return once.slice(0, mostSuggested);
}

async function nearby(deps: Deps, officer: Officer, report: Report): Promise<Duplicate[]> {
	if (report.lat === null || report.lon === null) return [];
	const here = { lat: report.lat, lon: report.lon };
	const most = deps.content.routing.duplicates.distanceM;
	const box = boxAround(here, most);
	const rows = await deps.db.read
		.select()
		.from(reports)
		.where(
			and(
				alike(deps, officer, report),
				between(reports.lat, here.lat - box.lat, here.lat + box.lat),
				between(reports.lon, here.lon - box.lon, here.lon + box.lon),
			),
		);
	return rows
		.map((row) => suggestion(officer, row, distanceM(here, { lat: row.lat ?? 0, lon: row.lon ?? 0 })))
		.filter((each) => (each.distanceM ?? 0) <= most)
		.sort((a, b) => (a.distanceM ?? 0) - (b.distanceM ?? 0));
}

async function sameTown(deps: Deps, officer: Officer, report: Report): Promise<Duplicate[]> {
	if (!report.town || report.adcode === null) return [];
	const rows = await deps.db.read
		.select()
		.from(reports)
		.where(and(alike(deps, officer, report), eq(reports.adcode, report.adcode), eq(reports.town, report.town)))
		.orderBy(desc(reports.receivedAt))
		.limit(mostSuggested);
	const bothPlaced = (row: Report) => row.lat !== null && report.lat !== null;
	return rows.filter((row) => !bothPlaced(row)).map((row) => suggestion(officer, row, null));
}

/** Same subject, near in time, and not the report itself. */
function alike(deps: Deps, officer: Officer, report: Report): SQL | undefined {
	const at = Date.parse(report.receivedAt);
	const window = deps.content.routing.duplicates.days * dayMs;
	const day = (ms: number) => new Date(ms).toISOString();
	return and(
		withinReach(officer),
		eq(reports.category, report.category),
		ne(reports.id, report.id),
		between(reports.receivedAt, day(at - window), day(at + window)),
	);
}

function suggestion(officer: Officer, row: Report, metres: number | null): Duplicate {
	return {
		number: row.number,
		status: row.status,
		statusName: statusNames[row.status],
		town: row.town,
		place: areWordsClosed(officer, row) ? null : row.place,
		receivedAt: row.receivedAt,
		distanceM: metres === null ? null : Math.round(metres),
	};
}
