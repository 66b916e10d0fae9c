import { Hono } from 'hono';
import { writeAudit } from '../audit/write.ts';
import type { StaffDeps } from '../deps.ts';
import { jsonBody, query } from '../http/json-body.ts';
import { enqueue } from '../outbox/outbox.ts';
import type { Permit, StaffEnv } from '../permission/permit.ts';
import type { SiteBuilder } from './build/build-site.ts';
import { approve } from './results/approve.ts';
import { Approval, Decision, Reasoned } from './results/decision.ts';
import { DraftInput, draft } from './results/draft.ts';
import { listResults, ResultQuery, showResult } from './results/list-results.ts';
import { returnResult } from './results/return.ts';
import { submit } from './results/submit.ts';
import { withdraw } from './results/withdraw.ts';

/** Drafts, the second pair of eyes, and the state of the public site. */
export function publicationRoutes(deps: StaffDeps, permit: Permit, site: SiteBuilder): Hono<StaffEnv> {
	const app = new Hono<StaffEnv>();

	app.put('/reports/:number/result', permit('results.draft'), jsonBody(DraftInput), async (c) => {
		const row = await draft(deps, c.get('officer'), c.req.param('number'), c.req.valid('json'));
		return c.json(await showResult(deps, c.get('officer'), row.id));
	});

	app.get('/results', permit('results.read'), query(ResultQuery), async (c) =>
		c.json(await listResults(deps, c.get('officer'), c.req.valid('query'))),
	);

	app.get('/results/:id', permit('results.read'), async (c) =>
		c.json(await showResult(deps, c.get('officer'), c.req.param('id'))),
	);

	app.post('/results/:id/submit', permit('results.draft'), jsonBody(Decision), async (c) => {
		const row = await submit(deps, c.get('officer'), c.req.param('id'), c.req.valid('json').version);
		return c.json(await showResult(deps, c.get('officer'), row.id));
	});

	app.post('/results/:id/approve', permit('results.approve'), jsonBody(Approval), async (c) => {
		const row = await approve(deps, c.get('officer'), c.req.param('id'), c.req.valid('json'));
		return c.json(await showResult(deps, c.get('officer'), row.id));
	});

	app.post('/results/:id/return', permit('results.approve'), jsonBody(Reasoned), async (c) => {
		const row = await returnResult(deps, c.get('officer'), c.req.param('id'), c.req.valid('json'));
		return c.json(await showResult(deps, c.get('officer'), row.id));
	});

	app.post('/results/:id/withdraw', permit('results.approve'), jsonBody(Reasoned), async (c) => {
		const row = await withdraw(deps, c.get('officer'), c.req.param('id'), c.req.valid('json'));
		return c.json(await showResult(deps, c.get('officer'), row.id));
	});

	app.get('/publication', permit('results.read'), (c) => c.json(site.state()));

	app.post('/publication', permit('publication.rebuild'), async (c) => {
		await deps.db.write(async (tx) => {
			await enqueue(tx, deps, { kind: 'site.rebuild', anew: true });
			await writeAudit(tx, deps, { actor: c.get('officer'), action: 'site.rebuilt', subject: '网站' });
		});
		return c.json(site.state(), 202);
	});

	return app;
}
