import { Hono } from 'hono';
import type { StaffDeps } from '../../deps.ts';
import { jsonBody } from '../../http/json-body.ts';
import type { Permit, StaffEnv } from '../../permission/permit.ts';
import { ReasonBody } from '../reason-body.ts';
import { answerAlarm, answerAlarmById, answerAll } from './answer-alarm.ts';
import { markUrgent } from './mark-urgent.ts';
import { openAlarms } from './open-alarms.ts';
import { unmarkUrgent } from './unmark-urgent.ts';

/** Danger: what waits for an answer, the answer, and the mark. */
export function alarmRoutes(deps: StaffDeps, permit: Permit) {
	return new Hono<StaffEnv>()
		.get('/alarms', permit('reports.list'), async (c) => c.json(await openAlarms(deps, c.get('officer'))))
		.post('/alarms/answer', permit('alarms.answer'), async (c) => {
			await answerAll(deps, c.get('officer'));
			return c.body(null, 204);
		})
		.post('/alarms/:id/answer', permit('alarms.answer'), async (c) => {
			await answerAlarmById(deps, c.get('officer'), c.req.param('id'));
			return c.body(null, 204);
		})
		.post('/reports/:number/alarm/answer', permit('alarms.answer'), async (c) => {
			await answerAlarm(deps, c.get('officer'), c.req.param('number'));
			return c.body(null, 204);
		})
		.post('/reports/:number/urgent', permit('reports.move'), jsonBody(ReasonBody), async (c) => {
			await markUrgent(deps, c.get('officer'), c.req.param('number'), c.req.valid('json'));
			return c.body(null, 204);
		})
		.post('/reports/:number/urgent/off', permit('reports.move'), jsonBody(ReasonBody), async (c) => {
			await unmarkUrgent(deps, c.get('officer'), c.req.param('number'), c.req.valid('json'));
			return c.body(null, 204);
		});
}
