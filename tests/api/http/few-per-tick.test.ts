import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { fewPerTick } from '../../../api/http/few-per-tick.ts';

test.each([
	[1, ['one', 'two', 'page', 'three', 'four', 'five']],
	[2, ['one', 'two', 'three', 'four', 'page', 'five']],
])(
	'of many requests that arrive together %i begin in each turn of the event loop, in their order',
	async (few, order) => {
		const seen: string[] = [];
		const app = new Hono();
		app.use(fewPerTick(few));
		app.get('/:name', (c) => {
			seen.push(c.req.param('name'));
			return c.body(null, 204);
		});
		const answers = ['one', 'two', 'three', 'four', 'five'].map((name) => app.request(`/${name}`));
		// A page that is asked for meanwhile is looked at between two of them.
		setImmediate(() => setImmediate(() => seen.push('page')));
		await Promise.all(answers);
		expect(seen).toEqual(order);
		// The next one finds nobody ahead.
		expect((await app.request('/later')).status).toBe(204);
	},
);
