import { and, count, desc, eq, inArray, isNull, not, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Reader } from '../../db/database.ts';
import { alerts } from '../../db/schema/alerts.ts';
import { audit } from '../../db/schema/audit.ts';
import type { Deps } from '../deps.ts';
import { PortalError } from '../http/errors.ts';
import { integerOr } from '../http/text.ts';
import type { Officer } from '../permission/officer.ts';
import { may } from '../permission/roles.ts';
import { alertKinds } from './alerts.ts';

export const AlertFilter = z.strictObject({
	/** open: those this officer has not seen yet. */
	view: z.enum(['open', 'all']).default('open'),
});

export const AlertQuery = AlertFilter.extend({
	page: integerOr(1, 1, 100_000),
	size: integerOr(50, 1, 100),
});

export type AlertRow = typeof alerts.$inferSelect;

/** The auditor watches over everybody: only the auditor's reading closes a line, and it closes it for all auditors. */
const watchesAll = ({ role }: Officer) => may(role, 'audit.read');

/** The lines an officer may know of. */
function withinAlertReach(officer: Officer): SQL | undefined {
	if (watchesAll(officer)) return undefined;
	if (officer.city && may(officer.role, 'reports.decide')) return eq(alerts.forCity, true);
	return officer.role === 'county-lead' ? eq(alerts.adcode, officer.adcode) : sql`false`;
}

/** Lines that this officer has read. Whom a line may concern cannot take it from the auditor's list by reading it. */
function read(officer: Officer): SQL {
	if (watchesAll(officer)) return not(isNull(alerts.seenAt));
	const own = and(eq(audit.action, 'alert.seen'), eq(audit.actorId, officer.id));
	return sql`${alerts.id} in (select ${audit.subject} from ${audit} where ${own})`;
}

/** What a filter asks for of what the officer may know of. */
export function alertCondition(officer: Officer, { view }: z.infer<typeof AlertFilter>): SQL | undefined {
	return and(withinAlertReach(officer), view === 'open' ? not(read(officer)) : undefined);
}

/** Lines raised for this officer, newest first. */
export async function listAlerts(
	{ db }: Pick<Deps, 'db'>,
	officer: Officer,
	{ page, size, ...filter }: z.infer<typeof AlertQuery>,
) {
	const where = alertCondition(officer, filter);
	const [counted] = await db.read.select({ total: count() }).from(alerts).where(where);
	const rows = await db.read
		.select()
		.from(alerts)
		.where(where)
		.orderBy(desc(alerts.at), desc(alerts.id))
		.limit(size)
		.offset((page - 1) * size);
	const mine = await readAmong(db.read, officer, rows);
	return {
		total: counted?.total ?? 0,
		page,
		size,
		items: rows.map((row) => ({
			...alertItem(row),
			canMark: !mine.has(row.id),
			canSeeAccesses: hasAccessList(officer, row),
		})),
	};
}

async function readAmong(from: Reader, officer: Officer, rows: AlertRow[]): Promise<Set<string>> {
	const ids = rows.map(({ id }) => id);
	const found = await from
		.select({ id: alerts.id })
		.from(alerts)
		.where(and(inArray(alerts.id, ids), read(officer)));
	return new Set(found.map(({ id }) => id));
}

/** A line as it is shown. */
export function alertItem({ id, at, kind, subject, text, seenAt, seenByName }: AlertRow) {
	return {
		id,
		at,
		kind,
		kindName: alertKinds[kind],
		subject,
		text,
		/** When and by whom of the auditors. */
		seenAt,
		seenBy: seenByName,
	};
}

/** Who looked is told to the auditor, about a report whose reporter says that somebody told. */
export function hasAccessList(officer: Officer, { kind }: AlertRow): boolean {
	return watchesAll(officer) && kind === 'report.retaliation';
}

/** One line within reach; somebody else's is not found. */
export async function findAlert(from: Reader, officer: Officer, id: string): Promise<AlertRow> {
	const [row] = await from
		.select()
		.from(alerts)
		.where(and(eq(alerts.id, id), withinAlertReach(officer)));
	if (!row) throw new PortalError('not_found', '没有找到这条提示，请刷新列表。');
	return row;
}

/** Whether the officer has read a line. */
export async function hasRead(from: Reader, officer: Officer, row: AlertRow): Promise<boolean> {
	return (await readAmong(from, officer, [row])).has(row.id);
}
