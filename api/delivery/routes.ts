import { Hono } from 'hono';
import type { StaffDeps } from '../deps.ts';
import { query } from '../http/json-body.ts';
import type { Permit, StaffEnv } from '../permission/permit.ts';
import { listJobs, OutboxQuery } from './list-jobs.ts';
import { retry } from './retry.ts';

/** What is waiting to be sent, and why it was not. */
export function deliveryRoutes(deps: StaffDeps, permit: Permit) {
	return new Hono<StaffEnv>()
		.get('/outbox', permit('delivery.read'), query(OutboxQuery), async (c) =>
			c.json(await listJobs(deps, c.req.valid('query'))),
		)
		.post('/outbox/:id/retry', permit('delivery.read'), async (c) =>
			c.json(await retry(deps, c.get('officer'), c.req.param('id'))),
		);
}
