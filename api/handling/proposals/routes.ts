import { Hono } from 'hono';
import type { StaffDeps } from '../../deps.ts';
import { jsonBody } from '../../http/json-body.ts';
import type { Permit, StaffEnv } from '../../permission/permit.ts';
import { show } from '../case/show.ts';
import { approveProposal } from './approve-proposal.ts';
import { ProposalStep } from './decision.ts';
import { ProposalReturn, returnProposal } from './return-proposal.ts';
import { withdrawProposal } from './withdraw-proposal.ts';

/** What one officer proposed and another decides. */
export function proposalRoutes(deps: StaffDeps, permit: Permit) {
	return new Hono<StaffEnv>()
		.post('/reports/:number/proposal/approve', permit('reports.approve'), jsonBody(ProposalStep), async (c) => {
			const number = c.req.param('number');
			await approveProposal(deps, c.get('officer'), number, c.req.valid('json').version);
			return c.json(await show(deps, c.get('officer'), number));
		})
		.post('/reports/:number/proposal/return', permit('reports.approve'), jsonBody(ProposalReturn), async (c) => {
			const number = c.req.param('number');
			await returnProposal(deps, c.get('officer'), number, c.req.valid('json'));
			return c.json(await show(deps, c.get('officer'), number));
		})
		.post('/reports/:number/proposal/withdraw', permit('reports.move'), jsonBody(ProposalStep), async (c) => {
			const number = c.req.param('number');
			await withdrawProposal(deps, c.get('officer'), number, c.req.valid('json').version);
			return c.json(await show(deps, c.get('officer'), number));
		});
}
