import { Hono } from 'hono';
import type { StaffDeps } from '../../deps.ts';
import { jsonBody } from '../../http/json-body.ts';
import type { Permit, StaffEnv } from '../../permission/permit.ts';
import type { Auth } from '../auth.ts';
import { collectPasswordHalf } from './collect-password-half.ts';
import { AccountRequest, createAccountRequest } from './create-request.ts';
import { decideRequest, RequestDecision } from './decide.ts';
import { listRequests } from './list-requests.ts';

/** What needs two administrators: one asks, one of the other kind decides. */
export function accountRequestRoutes(deps: StaffDeps, auth: Auth, permit: Permit) {
	return new Hono<StaffEnv>()
		.get('/account-requests', permit('accounts.manage'), async (c) =>
			c.json(await listRequests(deps, c.get('officer'))),
		)
		.post('/account-requests', permit('accounts.manage'), jsonBody(AccountRequest), async (c) => {
			await createAccountRequest(deps, c.get('officer'), c.req.valid('json'));
			return c.json(await listRequests(deps, c.get('officer')), 201);
		})
		.post('/account-requests/:id/decision', permit('accounts.decide'), jsonBody(RequestDecision), async (c) => {
			const { grant } = c.req.valid('json');
			return c.json(await decideRequest(deps, auth, c.get('officer'), { id: c.req.param('id'), grant }));
		})
		.post('/account-requests/:id/half', permit('accounts.manage'), async (c) =>
			c.json(await collectPasswordHalf(deps, c.get('officer'), c.req.param('id'))),
		);
}
