import { Hono } from 'hono';
import type { StaffDeps } from '../deps.ts';
import { csvAnswer } from '../http/csv.ts';
import { jsonBody, query } from '../http/json-body.ts';
import type { Permit, StaffEnv } from '../permission/permit.ts';
import { askVerification } from './ask-verification.ts';
import { compareHead, MailedHead } from './compare-head.ts';
import { exportAudit } from './export.ts';
import { exportAlerts } from './export-alerts.ts';
import { AuditFilter, AuditQuery, listAudit } from './list.ts';
import { AlertFilter, AlertQuery, listAlerts } from './list-alerts.ts';
import { exportLooks, LooksQuery, listLooks } from './list-looks.ts';
import { seeAlert } from './see-alert.ts';

/** The log and whether it is whole, for the auditor; and the lines raised for those who watch over others. */
export function auditRoutes(deps: StaffDeps, permit: Permit): Hono<StaffEnv> {
	const app = new Hono<StaffEnv>();

	app.get('/audit', permit('audit.read'), query(AuditQuery), async (c) =>
		c.json({ ...(await listAudit(deps, c.req.valid('query'))), verification: deps.auditWatch.state() }),
	);

	app.get('/audit.csv', permit('audit.read'), query(AuditFilter), async (c) =>
		csvAnswer(await exportAudit(deps, c.get('officer'), c.req.valid('query'))),
	);

	app.post('/audit/verify', permit('audit.read'), async (c) =>
		c.json(await askVerification(deps, c.get('officer')), 202),
	);

	app.post('/audit/compare', permit('audit.read'), jsonBody(MailedHead), async (c) =>
		c.json(await compareHead(deps, c.get('officer'), c.req.valid('json'))),
	);

	app.get('/alerts', permit('alerts.read'), query(AlertQuery), async (c) =>
		c.json(await listAlerts(deps, c.get('officer'), c.req.valid('query'))),
	);

	app.get('/alerts.csv', permit('alerts.read'), query(AlertFilter), async (c) =>
		csvAnswer(await exportAlerts(deps, c.get('officer'), c.req.valid('query'))),
	);

	app.post('/alerts/:id/seen', permit('alerts.read'), async (c) => {
		await seeAlert(deps, c.get('officer'), c.req.param('id'));
		return c.body(null, 204);
	});

	app.get('/alerts/:id/looks', permit('audit.read'), query(LooksQuery), async (c) =>
		c.json(await listLooks(deps, c.get('officer'), { id: c.req.param('id'), ...c.req.valid('query') })),
	);

	app.get('/alerts/:id/looks.csv', permit('audit.read'), async (c) =>
		csvAnswer(await exportLooks(deps, c.get('officer'), c.req.param('id'))),
	);

	return app;
}
