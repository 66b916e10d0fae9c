import { Hono } from 'hono';
import type { StaffDeps } from '../../deps.ts';
import { jsonBody, query } from '../../http/json-body.ts';
import type { Permit, StaffEnv } from '../../permission/permit.ts';
import { Decision, Reasoned } from '../results/decision.ts';
import { approveBatch } from './approve.ts';
import { discardBatch } from './discard.ts';
import { BatchInput, BatchRewrite, draftBatch, rewriteBatch } from './draft.ts';
import { BatchQuery, listBatches, showBatch } from './list-batches.ts';
import { proposeBatch } from './propose.ts';
import { returnBatch } from './return.ts';
import { submitBatch } from './submit.ts';

/** Batches of published results: gathered by one person of the city, published by another. */
export function batchRoutes(deps: StaffDeps, permit: Permit): Hono<StaffEnv> {
	const app = new Hono<StaffEnv>();

	app.get('/batches', permit('results.read'), query(BatchQuery), async (c) =>
		c.json(await listBatches(deps, c.req.valid('query'))),
	);

	app.get('/batches/next', permit('batches.draft'), async (c) => c.json(await proposeBatch(deps)));

	app.post('/batches', permit('batches.draft'), jsonBody(BatchInput), async (c) => {
		const row = await draftBatch(deps, c.get('officer'), c.req.valid('json'));
		return c.json(await showBatch(deps, c.get('officer'), row.id), 201);
	});

	app.get('/batches/:id', permit('results.read'), async (c) =>
		c.json(await showBatch(deps, c.get('officer'), c.req.param('id'))),
	);

	app.put('/batches/:id', permit('batches.draft'), jsonBody(BatchRewrite), async (c) => {
		const row = await rewriteBatch(deps, c.get('officer'), c.req.param('id'), c.req.valid('json'));
		return c.json(await showBatch(deps, c.get('officer'), row.id));
	});

	app.post('/batches/:id/discard', permit('batches.draft'), jsonBody(Decision), async (c) => {
		await discardBatch(deps, c.get('officer'), c.req.param('id'), c.req.valid('json').version);
		return c.body(null, 204);
	});

	app.post('/batches/:id/submit', permit('batches.draft'), jsonBody(Decision), async (c) => {
		const row = await submitBatch(deps, c.get('officer'), c.req.param('id'), c.req.valid('json').version);
		return c.json(await showBatch(deps, c.get('officer'), row.id));
	});

	app.post('/batches/:id/approve', permit('batches.approve'), jsonBody(Decision), async (c) => {
		const row = await approveBatch(deps, c.get('officer'), c.req.param('id'), c.req.valid('json').version);
		return c.json(await showBatch(deps, c.get('officer'), row.id));
	});

	app.post('/batches/:id/return', permit('batches.approve'), jsonBody(Reasoned), async (c) => {
		const row = await returnBatch(deps, c.get('officer'), c.req.param('id'), c.req.valid('json'));
		return c.json(await showBatch(deps, c.get('officer'), row.id));
	});

	return app;
}
