import { Hono } from 'hono';
import type { StaffDeps } from '../../deps.ts';
import { jsonBody } from '../../http/json-body.ts';
import type { Permit, StaffEnv } from '../../permission/permit.ts';
import { show } from '../case/show.ts';
import { ClosedWords, closeWords } from './close-words.ts';
import { ConsentDecision, decideConsent } from './consent/decide-consent.ts';
import { ConsentQuestion, proposeConsent } from './consent/propose-consent.ts';

/** What the city alone may do about a by-pass: ask the reporter, and keep words from a county. */
export function byPassRoutes(deps: StaffDeps, permit: Permit) {
	return new Hono<StaffEnv>()
		.post('/reports/:number/consent', permit('reports.decide'), jsonBody(ConsentQuestion), async (c) => {
			const number = c.req.param('number');
			await proposeConsent(deps, c.get('officer'), number, c.req.valid('json'));
			return c.json(await show(deps, c.get('officer'), number));
		})
		.post('/reports/:number/consent/decision', permit('reports.approve'), jsonBody(ConsentDecision), async (c) => {
			const number = c.req.param('number');
			await decideConsent(deps, c.get('officer'), number, c.req.valid('json'));
			return c.json(await show(deps, c.get('officer'), number));
		})
		.post('/reports/:number/words/close', permit('reports.decide'), jsonBody(ClosedWords), async (c) => {
			const number = c.req.param('number');
			await closeWords(deps, c.get('officer'), number, c.req.valid('json'));
			return c.json(await show(deps, c.get('officer'), number));
		});
}
