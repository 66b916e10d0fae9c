import { type Context, Hono } from 'hono';
import type { Auth } from '../../accounts/auth.ts';
import { reauthenticate } from '../../accounts/sign-in/reauthenticate.ts';
import type { StaffDeps } from '../../deps.ts';
import { jsonBody } from '../../http/json-body.ts';
import type { Permit, StaffEnv } from '../../permission/permit.ts';
import { openClaim } from '../reward/open-claim.ts';
import { askIdentity, IdentityQuestion } from './ask-identity.ts';
import { decideIdentity, IdentityDecision } from './decide-identity.ts';
import { listRequests } from './list-requests.ts';
import { openIdentity } from './open-identity.ts';
import { IdentityOpening, ReasonedOpening } from './opening-input.ts';

/** Who reported: asked by the handling officer, consented to by an approver, opened with the second factor. */
export function identityRoutes(deps: StaffDeps, auth: Auth, permit: Permit) {
	const reauthentication = (c: Context<StaffEnv>, code: string | undefined) => () =>
		reauthenticate(deps, auth, c.get('officer'), { cookie: c.req.header('cookie') ?? '', code });

	return new Hono<StaffEnv>()
		.get('/identity/requests', permit('identity.decide'), async (c) =>
			c.json(await listRequests(deps, c.get('officer'))),
		)
		.post('/reports/:number/identity/requests', permit('identity.open'), jsonBody(IdentityQuestion), async (c) => {
			const id = await askIdentity(deps, c.get('officer'), c.req.param('number'), c.req.valid('json'));
			return c.json({ id }, 201);
		})
		.post(
			'/reports/:number/identity/requests/:id/decision',
			permit('identity.decide'),
			jsonBody(IdentityDecision),
			async (c) => {
				const { number, id } = c.req.param();
				await decideIdentity(deps, c.get('officer'), number, { id, ...c.req.valid('json') });
				return c.body(null, 204);
			},
		)
		.post('/reports/:number/identity', permit('identity.open'), jsonBody(IdentityOpening), async (c) => {
			const { reason, code } = c.req.valid('json');
			const how = { reason, reauthenticate: reauthentication(c, code) };
			return c.json(await openIdentity(deps, c.get('officer'), c.req.param('number'), how));
		})
		.post('/reports/:number/reward/contact', permit('identity.open'), jsonBody(ReasonedOpening), async (c) => {
			const { reason, code } = c.req.valid('json');
			const how = { reason, reauthenticate: reauthentication(c, code) };
			return c.json(await openClaim(deps, c.get('officer'), c.req.param('number'), how));
		});
}
