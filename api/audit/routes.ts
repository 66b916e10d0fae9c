import { Hono } from 'hono';
import type { Permit, StaffEnv } from '../accounts/permit.ts';
import type { StaffDeps } from '../deps.ts';
import { query } from '../json-body.ts';
import { AuditQuery, listAudit } from './list.ts';

/** The log, for the auditor only. */
export function auditRoutes(deps: StaffDeps, permit: Permit): Hono<StaffEnv> {
	const app = new Hono<StaffEnv>();
	app.get('/audit', permit('audit.read'), query(AuditQuery), async (c) =>
		c.json(await listAudit(deps, c.req.valid('query'))),
	);
	return app;
}
