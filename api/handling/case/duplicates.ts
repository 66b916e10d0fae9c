import { and, between, desc, eq, inArray, ne, type SQL, sql } from 'drizzle-orm';
import type { Point } from '../../../content/schema/common.ts';
import { reports } from '../../../db/schema/reports.ts';
import type { StaffDeps } from '../../deps.ts';
import type { Officer } from '../../permission/officer.ts';
import { withinReach } from '../../report/find-report.ts';
import { type OpenedPlace, openPlaces } from '../../report/open-places.ts';
import type { Report } from '../../report/report.ts';
import { type Status, statusNames } from '../../report/statuses.ts';
import { cellsAround } from '../../routing/cell.ts';
import { boxAround, distanceM } from '../../routing/distance.ts';
import { placeFor } from '../inbox/place-for.ts';

const mostSuggested = 5;
/** Most reports whose points are opened to find those near: the newest of the cells around. */
const mostOpened = 60;
const dayMs = 86_400_000;

/** A report of the same subject near in place and time. */
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

/** A report with its place; undefined where that does not open. */
interface Candidate {
	report: Report;
	opened: OpenedPlace | undefined;
	metres: number | null;
}

/**
 * Reports of the same subject near in place and time: nearest first, those that share only the township last. `here`: the
 * point of this one. Only what the officer may see anyway is looked through, and of what was opened only these are shown.
 */
export async function duplicatesOf(
	deps: StaffDeps,
	officer: Officer,
	report: Report,
	here: Point | null,
): Promise<Duplicate[]> {
	const near = here ? await nearby(deps, officer, report, here) : [];
	const found = [...near, ...(await sameTown(deps, officer, report, here))];
	const once = found.filter((each, index) => found.findIndex(({ report: { id } }) => id === each.report.id) === index);
	return once.slice(0, mostSuggested).map((each) => suggestion(officer, each));
}

async function nearby(deps: StaffDeps, officer: Officer, report: Report, here: Point): Promise<Candidate[]> {
	const most = deps.content.routing.duplicates.distanceM;
	const around = cellsAround(here, boxAround(here, most));
	const reach = withinReach(officer);
	const rows = await deps.db.read
		.select()
		.from(reports)
		// `is true` keeps the index of the county from being tried before that of the few in these cells.
		.where(and(alike(deps, report), inArray(reports.cell, around), reach && sql`(${reach}) is true`))
		.orderBy(desc(reports.receivedAt))
		.limit(mostOpened);
	const places = await openPlaces(deps, rows);
	return rows
		.flatMap((row): Array<Candidate & { metres: number }> => {
			const opened = places.get(row.id);
			return opened?.point ? [{ report: row, opened, metres: distanceM(here, opened.point) }] : [];
		})
		.filter(({ metres }) => metres <= most)
		.sort((a, b) => a.metres - b.metres);
}

async function sameTown(deps: StaffDeps, officer: Officer, report: Report, here: Point | null): Promise<Candidate[]> {
	if (!report.town || report.adcode === null) return [];
	const rows = await deps.db.read
		.select()
		.from(reports)
		.where(
			and(withinReach(officer), alike(deps, report), eq(reports.adcode, report.adcode), eq(reports.town, report.town)),
		)
		.orderBy(desc(reports.receivedAt))
		.limit(mostSuggested);
	// Where both have a point, their distance has decided already.
	const others = rows.filter(({ cell }) => here === null || cell === null);
	const places = await openPlaces(deps, others);
	return others.map((row) => ({ report: row, opened: places.get(row.id), metres: null }));
}

/** Same subject, near in time, and not the report itself. */
function alike(deps: StaffDeps, report: Report): SQL | undefined {
	const at = Date.parse(report.receivedAt);
	const window = deps.content.routing.duplicates.days * dayMs;
	const day = (ms: number) => new Date(ms).toISOString();
	return and(
		eq(reports.category, report.category),
		ne(reports.id, report.id),
		between(reports.receivedAt, day(at - window), day(at + window)),
	);
}

function suggestion(officer: Officer, { report, opened, metres }: Candidate): Duplicate {
	const { number, status, receivedAt } = report;
	const { town, place } = placeFor(officer, report, opened);
	const statusName = statusNames[status];
	return {
		number,
		status,
		statusName,
		town,
		place,
		receivedAt,
		distanceM: metres === null ? null : Math.round(metres),
	};
}
