import { and, asc, count, desc, inArray, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { keysOf } from '../../../content/facts/keys-of.ts';
import { dayOf } from '../../../content/facts/time.ts';
import { largestFirst } from '../../../db/conditions.ts';
import { user } from '../../../db/schema/accounts.ts';
import { reports } from '../../../db/schema/reports.ts';
import { amongMatches, hasMoreMatches } from '../../../db/search.ts';
import type { Deps, StaffDeps } from '../../deps.ts';
import { integerOr } from '../../http/text.ts';
import type { Officer } from '../../permission/officer.ts';
import { avoidedOfMany } from '../../report/by-pass/by-passes.ts';
import { areWordsClosed } from '../../report/by-pass/words-closed.ts';
import { withinReach, withinReachByNumber } from '../../report/find-report.ts';
import { openPlaces } from '../../report/open-places.ts';
import { settled } from '../../report/statuses.ts';
import { readTallies } from '../../report/tallies.ts';
import { filterCondition, ListFilters } from './list-filters.ts';
import { placeFor } from './place-for.ts';
import { type ReportRow, reportRow } from './report-view.ts';
import { parseSearch } from './search-terms.ts';
import { untaken, type View, viewCondition, viewNames } from './views.ts';

export const ListQuery = ListFilters.extend({
	view: z.enum(keysOf(viewNames)).default('all'),
	page: integerOr(1, 1, 100_000),
	size: integerOr(20, 1, 100),
	sort: z.enum(['due', '-due', 'received', '-received']).default('due'),
});
export type ListQuery = z.infer<typeof ListQuery>;

export interface ReportList {
	total: number;
	page: number;
	size: number;
	asOf: string;
	counts: Record<View, number>;
	/** The words searched for are so common that only the newest reports with them were looked at. */
	searchCut: boolean;
	items: Array<ReportRow & ReturnType<typeof placeFor> & { avoided: string | null }>;
}

/**
 * The inbox: only what the officer may see, in every count as in every line. The places of its lines are opened for it;
 * unlike a case that somebody opens, a list is not logged.
 */
export async function list(deps: StaffDeps, officer: Officer, query: ListQuery): Promise<ReportList> {
	const today = dayOf(deps.now());
	const { read } = deps.db;
	const where = listCondition(deps, officer, query);
	const counts = await viewCounts(deps, officer, today);
	const filtered = Boolean(query.q) || filterCondition(deps, query) !== undefined;
	const found = await read
		.select()
		.from(reports)
		.where(where)
		.orderBy(...inOrder(query))
		.limit(query.size)
		.offset((query.page - 1) * query.size);
	const handlers = await handlerNames(deps, found);
	const places = await openPlaces(
		deps,
		found.filter((report) => !areWordsClosed(officer, report)),
	);
	const avoided = officer.city ? await avoidedOfMany(deps, found) : new Map<string, string>();
	return {
		total: filtered ? await countWhere(deps, where) : counts[query.view],
		page: query.page,
		size: query.size,
		asOf: deps.now().toISOString(),
		counts,
		searchCut: await isSearchCut(deps, officer, query.q),
		items: found.map((report) => ({
			...reportRow(deps.content, report, { today, handlers, officer }),
			...placeFor(officer, report, places.get(report.id)),
			/** The counties to be by-passed, in words: the city sees them before it does anything. */
			avoided: avoided.get(report.id) ?? null,
		})),
	};
}

type Filters = ListFilters & Pick<ListQuery, 'view'>;

/** What an officer asks for, within what they may see. The index of words knows counties; the rest narrows them. */
export function listCondition(deps: Deps, officer: Officer, query: Filters): SQL | undefined {
	const today = dayOf(deps.now());
	const { number, words } = parseSearch(query.q ?? '');
	const narrowed = and(
		number ? withinReachByNumber(officer) : withinReach(officer),
		viewCondition(deps, query.view, officer, today),
		filterCondition(deps, query),
	);
	return words ? amongMatches(reports.id, words, officer.city ? null : officer.adcode, narrowed) : narrowed;
}

async function countWhere(deps: Deps, where: SQL | undefined): Promise<number> {
	const [counted] = await deps.db.read.select({ total: count() }).from(reports).where(where);
	return counted?.total ?? 0;
}

async function isSearchCut({ db }: Deps, officer: Officer, q: string | undefined): Promise<boolean> {
	const { words } = parseSearch(q ?? '');
	if (!words) return false;
	return hasMoreMatches(db.read, words, officer.city ? null : officer.adcode);
}

/** The order of a list; ledgers keep the same. */
export function inOrder({ sort, view }: Pick<ListQuery, 'sort' | 'view'>): SQL[] {
	switch (sort) {
		case 'due':
			// Rows without a running clock come last; every view but one is without them.
			if (view !== 'all') return [asc(reports.dueBy), desc(reports.receivedAt)];
			return [sql`${reports.dueBy} is null`, asc(reports.dueBy), desc(reports.receivedAt)];
		case '-due':
			return [largestFirst(reports.dueBy), desc(reports.receivedAt)];
		case 'received':
			return [asc(reports.receivedAt)];
		case '-received':
			return [desc(reports.receivedAt)];
	}
}

/** Views that are a choice of states are counted already; the others are small, or read from an index alone. */
async function viewCounts(deps: Deps, officer: Officer, today: string): Promise<Record<View, number>> {
	const tallies = await readTallies(deps, officer, { kinds: ['status'] });
	const all = tallies.sum('status');
	const known: Partial<Record<View, number>> = {
		new: tallies.sum('status', untaken),
		city: tallies.sum('status', ['received', 'objected']),
		refused: tallies.sum('status', ['declined']),
		reviewing: tallies.sum('status', ['reviewing']),
		open: all - tallies.sum('status', settled),
		all,
	};
	const counted = await Promise.all(
		keysOf(viewNames).map(async (view): Promise<[View, number]> => {
			const where = and(withinReach(officer), viewCondition(deps, view, officer, today));
			return [view, known[view] ?? (await countWhere(deps, where))];
		}),
	);
	return Object.fromEntries(counted) as Record<View, number>;
}

/** Names of the officers who have these reports. */
export async function handlerNames(
	deps: Deps,
	found: Array<{ handlerId: string | null }>,
): Promise<Map<string, string>> {
	const ids = [...new Set(found.flatMap(({ handlerId }) => handlerId ?? []))];
	if (ids.length === 0) return new Map();
	const rows = await deps.db.read.select({ id: user.id, name: user.name }).from(user).where(inArray(user.id, ids));
	return new Map(rows.map(({ id, name }) => [id, name]));
}
