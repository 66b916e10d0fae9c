import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveFolder } from '../../../api/http/serve-folder.ts';

let home: string;
let site: ReturnType<typeof serveFolder>;
beforeAll(() => {
	home = mkdtempSync(join(tmpdir(), 'served-'));
	const folder = join(home, 'site');
	mkdirSync(join(folder, 'ponds'), { recursive: true });
	writeFileSync(join(home, 'portal.secret'), 'secret');
	const files = { '404.html': '没有找到', '.env': 'secret', 'ponds/index.html': '尾矿库', 'list.xlsx': 'PK' };
	for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
	site = serveFolder('/zt/', folder, { file: '404.html', status: 404 });
});
afterAll(() => rmSync(home, { recursive: true }));

const get = async (path: string) => {
	const answer = await site.request(`http://127.0.0.1/zt/${path}`);
	return { status: answer.status, text: await answer.text(), headers: answer.headers };
};

test('a page is served, its folder without a slash leads to it with what was asked, and a sheet has the type that phones open', async () => {
	expect(await get('ponds/')).toMatchObject({ status: 200, text: '尾矿库' });
	expect((await get('ponds')).headers.get('location')).toBe('/zt/ponds/');
	const asked = '?pond=demo-01&category=dust&name=%E5%B0%BE';
	expect((await get(`ponds${asked}`)).headers.get('location')).toBe(`/zt/ponds/${asked}`);
	expect((await get('list.xlsx')).headers.get('content-type')).toContain('spreadsheetml');
});

test.each([
	['no file', 'nothing/'],
	['escapes that make no characters', 'ponds/%ff'],
	['half an escape', '%'],
	['half a character', 'ponds/%E0%A4%A'],
	['a NUL', 'ponds/%00'],
	['a hidden file', '.env'],
	['a climb', '..%2fportal.secret'],
	['a climb with the other slash', '..%5cportal.secret'],
	['a climb in double escapes', '%252e%252e/portal.secret'],
])('an address with %s gets the page that says so', async (_what, path) => {
	expect(await get(path)).toMatchObject({ status: 404, text: '没有找到' });
});
