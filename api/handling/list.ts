import { and, asc, count, desc, eq, inArray, like, or, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { user } from '../../db/schema/accounts.ts';
import { reports } from '../../db/schema/reports.ts';
import type { Officer } from '../accounts/officer.ts';
import type { Deps } from '../deps.ts';
import { dayOf } from '../time.ts';
import { withinReach } from './find-report.ts';
import { type ReportRow, reportRow } from './report-view.ts';
import { statusNames } from './statuses.ts';
import { type View, viewCondition, viewNames } from './views.ts';

const keysOf = <T extends object>(table: T) => Object.keys(table) as [keyof T & string, ...Array<keyof T & string>];

export const ListQuery = z.object({
	view: z.enum(keysOf(viewNames)).default('all'),
	status: z.enum(keysOf(statusNames)).optional(),
	category: z.string().max(60).optional(),
	county: z.coerce.number().int().optional(),
	/** Part of the number, town or place. The reporter's words are sealed and cannot be searched. */
	q: z.string().trim().max(60).optional(),
	page: z.coerce.number().int().min(1).max(100_000).default(1),
	size: z.coerce.number().int().min(1).max(100).default(20),
	sort: z.enum(['due', '-due', 'received', '-received']).default('due'),
});
export type ListQuery = z.infer<typeof ListQuery>;

export interface ReportList {
	total: number;
	page: number;
	size: number;
	asOf: string;
	counts: Record<View, number>;
	items: ReportRow[];
}

/** The inbox: only what the officer may see, in every count as in every line. */
export async function list(deps: Deps, officer: Officer, query: ListQuery): Promise<ReportList> {
	const today = dayOf(deps.now());
	const { read } = deps.db;
	const where = and(withinReach(officer), viewCondition(query.view, officer, today), filters(query));
	const [counted] = await read.select({ total: count() }).from(reports).where(where);
	const found = await read
		.select()
		.from(reports)
		.where(where)
		.orderBy(...order(query.sort))
		.limit(query.size)
		.offset((query.page - 1) * query.size);
	const handlers = await handlerNames(deps, found);
	return {
		total: counted?.total ?? 0,
		page: query.page,
		size: query.size,
		asOf: deps.now().toISOString(),
		counts: await viewCounts(deps, officer, today),
		items: found.map((report) => reportRow(deps.content, report, today, handlers)),
	};
}

function filters({ status, category, county, q }: ListQuery): SQL | undefined {
	return and(
		status && eq(reports.status, status),
		category ? eq(reports.category, category) : undefined,
		county ? eq(reports.adcode, county) : undefined,
		q ? textCondition(q) : undefined,
	);
}

function textCondition(q: string): SQL | undefined {
	const digits = q.replace(/[\s-]/g, '');
	const part = `%${q.replace(/[%_]/g, '')}%`;
	return or(
		/^\d{4,}$/.test(digits) ? like(reports.number, `${digits}%`) : undefined,
		like(reports.town, part),
		like(reports.place, part),
	);
}

function order(sort: ListQuery['sort']): SQL[] {
	switch (sort) {
		case 'due':
			// Rows without a running clock come last.
			return [sql`${reports.dueBy} is null`, asc(reports.dueBy), desc(reports.receivedAt)];
		case '-due':
			return [desc(reports.dueBy), desc(reports.receivedAt)];
		case 'received':
			return [asc(reports.receivedAt)];
		case '-received':
			return [desc(reports.receivedAt)];
	}
}

async function viewCounts(deps: Deps, officer: Officer, today: string): Promise<Record<View, number>> {
	const counted = await Promise.all(
		keysOf(viewNames).map(async (view): Promise<[View, number]> => {
			const where = and(withinReach(officer), viewCondition(view, officer, today));
			const [row] = await deps.db.read.select({ total: count() }).from(reports).where(where);
			return [view, row?.total ?? 0];
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
