import { Hono } from 'hono';
import type { StaffDeps } from '../deps.ts';
import { csvAnswer } from '../http/csv.ts';
import { jsonBody, query } from '../http/json-body.ts';
import type { Permit, StaffEnv } from '../permission/permit.ts';
import { compareHead, MailedHead } from './compare-head.ts';
import { exportAudit } from './export.ts';
import { exportAlerts } from './export-alerts.ts';
import { AuditFilter, AuditQuery, listAudit } from './list.ts';
import { AccessQuery, exportAccesses, listAccesses } from './list-accesses.ts';
import { AlertFilter, AlertQuery, listAlerts } from './list-alerts.ts';
import { markAlertRead } from './mark-alert-read.ts';
import { startVerification } from './start-verification.ts';

/** The log and whether it is whole, for the auditor; and the lines raised for those who watch over others. */
export function auditRoutes(deps: StaffDeps, permit: Permit) {
	return new Hono<StaffEnv>()
		.get('/audit', permit('audit.read'), query(AuditQuery), async (c) =>
			c.json({ ...(await listAudit(deps, c.req.valid('query'))), verification: deps.auditWatch.state() }),
		)
		.get('/audit.csv', permit('audit.read'), query(AuditFilter), async (c) =>
			csvAnswer(await exportAudit(deps, c.get('officer'), c.req.valid('query'))),
		)
		.post('/audit/verify', permit('audit.read'), async (c) =>
			c.json(await startVerification(deps, c.get('officer')), 202),
		)
		.post('/audit/compare', permit('audit.read'), jsonBody(MailedHead), async (c) =>
			c.json(await compareHead(deps, c.get('officer'), c.req.valid('json'))),
		)
		.get('/alerts', permit('alerts.read'), query(AlertQuery), async (c) =>
			c.json(await listAlerts(deps, c.get('officer'), c.req.valid('query'))),
		)
		.get('/alerts.csv', permit('alerts.read'), query(AlertFilter), async (c) =>
			csvAnswer(await exportAlerts(deps, c.get('officer'), c.req.valid('query'))),
		)
		.post('/alerts/:id/seen', permit('alerts.read'), async (c) => {
			await markAlertRead(deps, c.get('officer'), c.req.param('id'));
			return c.body(null, 204);
		})
		.get('/alerts/:id/accesses', permit('audit.read'), query(AccessQuery), async (c) =>
			c.json(await listAccesses(deps, c.get('officer'), { id: c.req.param('id'), ...c.req.valid('query') })),
		)
		.get('/alerts/:id/accesses.csv', permit('audit.read'), async (c) =>
			csvAnswer(await exportAccesses(deps, c.get('officer'), c.req.param('id'))),
		);
}
