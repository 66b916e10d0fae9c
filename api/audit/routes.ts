import { and, count, desc, eq, like, or } from 'drizzle-orm';
import { Hono } from 'hono';
import { z } from 'zod';
import { audit } from '../../db/schema/audit.ts';
import type { Permit, StaffEnv } from '../accounts/permit.ts';
import type { StaffDeps } from '../deps.ts';
import { query } from '../json-body.ts';
import { type AuditAction, auditActions } from './actions.ts';

const AuditQuery = z.object({
	action: z.enum(Object.keys(auditActions) as [AuditAction, ...AuditAction[]]).optional(),
	/** Part of a name or subject. */
	q: z.string().trim().max(60).optional(),
	page: z.coerce.number().int().min(1).max(1_000_000).default(1),
	size: z.coerce.number().int().min(1).max(100).default(50),
});

/** The log, for the auditor only: newest first, never changed. */
export function auditRoutes(deps: StaffDeps, permit: Permit): Hono<StaffEnv> {
	const app = new Hono<StaffEnv>();

	app.get('/audit', permit('audit.read'), query(AuditQuery), async (c) => {
		const { action, q, page, size } = c.req.valid('query');
		const part = q ? `%${q.replace(/[%_]/g, '')}%` : undefined;
		const where = and(
			action && eq(audit.action, action),
			part ? or(like(audit.actorName, part), like(audit.subject, part)) : undefined,
		);
		const [counted] = await deps.db.read.select({ total: count() }).from(audit).where(where);
		const rows = await deps.db.read
			.select()
			.from(audit)
			.where(where)
			.orderBy(desc(audit.seq))
			.limit(size)
			.offset((page - 1) * size);
		return c.json({
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
		});
	});

	return app;
}
