import { Hono } from 'hono';
import type { Permit, StaffEnv } from '../accounts/permit.ts';
import { writeAudit } from '../audit/write.ts';
import { enqueue } from '../delivery/outbox.ts';
import type { StaffDeps } from '../deps.ts';
import { jsonBody, query } from '../json-body.ts';
import { approve } from './approve.ts';
import type { SiteBuilder } from './build-site.ts';
import { Approval, Decision, Reasoned } from './decision.ts';
import { DraftInput, draft } from './draft.ts';
import { listResults, ResultQuery, showResult } from './list-results.ts';
import { returnResult } from './return.ts';
import { submit } from './submit.ts';
import { withdraw } from './withdraw.ts';

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
		const { version, reason } = c.req.valid('json');
		const row = await returnResult(deps, c.get('officer'), c.req.param('id'), version, reason);
		return c.json(await showResult(deps, c.get('officer'), row.id));
	});

	app.post('/results/:id/withdraw', permit('results.approve'), jsonBody(Reasoned), async (c) => {
		const { version, reason } = c.req.valid('json');
		const row = await withdraw(deps, c.get('officer'), c.req.param('id'), version, reason);
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
