import { Hono } from 'hono';
import type { StaffDeps } from '../../deps.ts';
import { readDraft } from '../../evidence/uploads/draft.ts';
import { jsonBody } from '../../http/json-body.ts';
import type { Permit, StaffEnv } from '../../permission/permit.ts';
import { ReasonBody } from '../reason-body.ts';
import { answerTask, Finding } from './answer-task.ts';
import { cancelTask } from './cancel-task.ts';
import { createTask, NewTask } from './create-task.ts';
import { listOwnTasks, showOwnTask } from './list-tasks.ts';
import { openWords } from './open-words.ts';
import { shareWords } from './share-words.ts';

/** What officers ask of grid workers, and what grid workers send back. */
export function taskRoutes(deps: StaffDeps, permit: Permit) {
	return new Hono<StaffEnv>()
		.post('/reports/:number/tasks', permit('tasks.give'), jsonBody(NewTask), async (c) => {
			const id = await createTask(deps, c.get('officer'), c.req.param('number'), c.req.valid('json'));
			return c.json({ id }, 201);
		})
		.post('/reports/:number/tasks/:id/cancel', permit('tasks.give'), jsonBody(ReasonBody), async (c) => {
			const { number, id } = c.req.param();
			await cancelTask(deps, c.get('officer'), number, { id, ...c.req.valid('json') });
			return c.body(null, 204);
		})
		.post('/reports/:number/tasks/:id/words', permit('tasks.give'), jsonBody(ReasonBody), async (c) => {
			const { number, id } = c.req.param();
			await shareWords(deps, c.get('officer'), number, { id, ...c.req.valid('json') });
			return c.body(null, 204);
		})
		.get('/tasks', permit('tasks.do'), async (c) => c.json(await listOwnTasks(deps, c.get('officer'))))
		.get('/tasks/:id', permit('tasks.do'), async (c) =>
			c.json(await showOwnTask(deps, c.get('officer'), c.req.param('id'))),
		)
		.post('/tasks/:id/words', permit('tasks.do'), async (c) =>
			c.json({ text: await openWords(deps, c.get('officer'), c.req.param('id')) }),
		)
		.post('/tasks/:id/finding', permit('tasks.do'), jsonBody(Finding), async (c) => {
			const header = c.req.header('upload-draft');
			const draft = header === undefined ? undefined : readDraft(header);
			await answerTask(deps, c.get('officer'), c.req.param('id'), { ...c.req.valid('json'), draft });
			return c.json(await showOwnTask(deps, c.get('officer'), c.req.param('id')));
		});
}
