import { Hono } from 'hono';
import { writeAudit } from '../audit/write.ts';
import type { StaffDeps } from '../deps.ts';
import { enqueue } from '../outbox/outbox.ts';
import type { Permit, StaffEnv } from '../permission/permit.ts';
import { batchRoutes } from './batches/routes.ts';
import type { SiteBuilder } from './build/build-site.ts';
import { chainRoutes } from './chain/routes.ts';
import { kinds } from './kinds.ts';

/** Drafts of every kind, the second pair of eyes, and the state of the public site. */
export function publicationRoutes(deps: StaffDeps, permit: Permit, site: SiteBuilder): Hono<StaffEnv> {
	const app = new Hono<StaffEnv>();

	// Before the chain: what has an address of its own below that of its kind.
	app.route('/', batchRoutes(deps, permit));
	for (const kind of Object.values(kinds)) app.route('/', chainRoutes(deps, permit, kind));

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
