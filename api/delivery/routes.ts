import { Hono } from 'hono';
import type { StaffDeps } from '../deps.ts';
import { query } from '../http/json-body.ts';
import type { Permit, StaffEnv } from '../permission/permit.ts';
import { listJobs, OutboxQuery } from './list-jobs.ts';
import { retry } from './retry.ts';

/** What is waiting to be sent, why it was not, and how promptly the process answers. */
export function deliveryRoutes(deps: StaffDeps, permit: Permit) {
	return (
		new Hono<StaffEnv>()
			.get('/outbox', permit('delivery.read'), query(OutboxQuery), async (c) =>
				c.json(await listJobs(deps, c.req.valid('query'))),
			)
			// Of this process: where several serve staff, each answers for itself, and all write it into their logs.
			.get('/loop-delay', permit('delivery.read'), (c) => c.json(deps.loopWatch.delay()))
			.post('/outbox/:id/retry', permit('delivery.read'), async (c) =>
				c.json(await retry(deps, c.get('officer'), c.req.param('id'))),
			)
	);
}
