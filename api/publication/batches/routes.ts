import { Hono } from 'hono';
import type { StaffDeps } from '../../deps.ts';
import type { Permit, StaffEnv } from '../../permission/permit.ts';
import { proposeBatch } from './propose.ts';

/** What a batch is gathered from; all else of batches comes with the chain. */
export function batchRoutes(deps: StaffDeps, permit: Permit): Hono<StaffEnv> {
	const app = new Hono<StaffEnv>();

	app.get('/batches/next', permit('batches.draft'), async (c) => c.json(await proposeBatch(deps)));

	return app;
}
