import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { onePerTick } from '../../../api/http/one-per-tick.ts';

test('of many requests that arrive together each is begun in a turn of the event loop of its own, in the order in which they came', async () => {
	const seen: string[] = [];
	const app = new Hono();
	app.use(onePerTick());
	app.get('/:name', (c) => {
		seen.push(c.req.param('name'));
		return c.body(null, 204);
	});
	const answers = ['one', 'two', 'three'].map((name) => app.request(`/${name}`));
	// A page that is asked for meanwhile is looked at between two of them.
	setImmediate(() => setImmediate(() => seen.push('page')));
	await Promise.all(answers);
	expect(seen).toEqual(['one', 'two', 'page', 'three']);
	// The next one finds nobody ahead.
	expect((await app.request('/later')).status).toBe(204);
});
