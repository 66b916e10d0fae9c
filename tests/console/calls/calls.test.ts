import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openTestPortal } from '../../api/portal.ts';
import { named, routesOf } from '../../api/staff-routes.ts';

const tables = ['calls/calls.ts', 'entry/entry-calls.ts'];

/** What is written in place of a step, `${step}`, is one part of a path. */
const pattern = (call: string) =>
	new RegExp(`^${call.replace(/\$\{[^}]*\}/g, '[^/]+').replaceAll('/', String.raw`\/`)}$`);

test('every call of the console goes to a route that the staff API answers', async () => {
	const portal = await openTestPortal();
	const routes = routesOf(portal).map(named);
	await portal.close();
	const calls = tables.flatMap((file) => {
		const source = readFileSync(`site/console/${file}`, 'utf8');
		return [...source.matchAll(/callApi\(\s*(['`])((?:GET|POST|PUT|DELETE) \/.*?)\1/g)].map(([, , call]) => call ?? '');
	});
	expect(calls.length).toBeGreaterThan(70);
	expect(calls.filter((call) => !routes.some((route) => pattern(call).test(route)))).toEqual([]);
});
