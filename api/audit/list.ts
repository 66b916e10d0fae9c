import { and, count, desc, eq, like, or } from 'drizzle-orm';
import { z } from 'zod';
import { audit } from '../../db/schema/audit.ts';
import type { Deps } from '../deps.ts';
import { sought } from '../text.ts';
import { type AuditAction, auditActions } from './actions.ts';

export const AuditQuery = z.object({
	action: z.enum(Object.keys(auditActions) as [AuditAction, ...AuditAction[]]).optional(),
	/** Part of a name or subject. */
	q: sought(60),
	page: z.coerce.number().int().min(1).max(1_000_000).default(1),
	size: z.coerce.number().int().min(1).max(100).default(50),
});

/** The log, newest first. */
export async function listAudit({ db }: Pick<Deps, 'db'>, { action, q, page, size }: z.infer<typeof AuditQuery>) {
	const part = q ? `%${q.replace(/[%_]/g, '')}%` : undefined;
	const where = and(
		action && eq(audit.action, action),
		part ? or(like(audit.actorName, part), like(audit.subject, part)) : undefined,
	);
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
		items: rows.map((row) => ({
			id: row.seq,
			at: row.at,
			actor: row.actorName,
			action: row.action,
			actionName: auditActions[row.action as AuditAction] ?? row.action,
			subject: row.subject,
			reason: row.reason,
		})),
	};
}
