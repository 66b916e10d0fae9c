import { and, count, desc, eq, or, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import { keysOf } from '../../content/facts/keys-of.ts';
import { contains } from '../../db/conditions.ts';
import { audit } from '../../db/schema/audit.ts';
import type { Deps } from '../deps.ts';
import { integerOr, searchText } from '../http/text.ts';
import { auditActions, isAuditAction } from './actions.ts';
import type { AuditRow } from './read-chunks.ts';

export const AuditFilter = z.strictObject({
	action: z.enum(keysOf(auditActions)).optional(),
	/** Part of a name or subject. */
	q: searchText(60),
});

export const AuditQuery = AuditFilter.extend({
	page: integerOr(1, 1, 1_000_000),
	size: integerOr(50, 1, 100),
});

/** The rows that a filter asks for. */
export function auditCondition({ action, q }: z.infer<typeof AuditFilter>): SQL | undefined {
	return and(
		action && eq(audit.action, action),
		q ? or(contains(audit.actorName, q), contains(audit.subject, q)) : undefined,
	);
}

/** The log, newest first. */
export async function listAudit({ db }: Pick<Deps, 'db'>, { page, size, ...filter }: z.infer<typeof AuditQuery>) {
	const where = auditCondition(filter);
	const [counted] = await db.read.select({ total: count() }).from(audit).where(where);
	const rows = await db.read
		.select()
		.from(audit)
		.where(where)
		.orderBy(desc(audit.seq))
		.limit(size)
		.offset((page - 1) * size);
	return {
		total: counted?.total ?? 0,
		page,
		size,
		actions: Object.entries(auditActions).map(([id, name]) => ({ id, name })),
		items: rows.map(auditItem),
	};
}

/** A row as it is shown. */
export function auditItem(row: AuditRow) {
	return {
		id: row.seq,
		at: row.at,
		actor: row.actorName,
		action: row.action,
		actionName: isAuditAction(row.action) ? auditActions[row.action] : row.action,
		subject: row.subject,
		reason: row.reason,
	};
}
