import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from '../../../api/config.ts';
import { createWebApp } from '../../../api/start/web-app.ts';

const config = readConfig({});

async function policy(parts: { tiles?: boolean }): Promise<string> {
	const answer = await createWebApp(config, parts).request('/anything');
	return answer.headers.get('content-security-policy') ?? '';
}

test('a page may load nothing from another host as long as the operator has no key of 天地图', async () => {
	expect(await policy({})).toContain("img-src 'self' data: blob:;");
	expect(await policy({})).not.toContain('http');
});

test('with a key of 天地图 pictures of its hosts may be shown, and nothing else of theirs', async () => {
	const [before, after] = (await policy({ tiles: true })).split('img-src');
	expect(after).toMatch(/^ 'self' data: blob: https:\/\/\*\.tianditu\.gov\.cn;/);
	expect(`${before}${after?.slice(after.indexOf(';'))}`).not.toContain('tianditu');
});

test('an address in front of the path of the portal leads there with what was asked', async () => {
	const app = createWebApp(readConfig({ SITE_URL: 'http://127.0.0.1:8080/zt/' }), { console: '/nowhere' });
	const led = async (path: string) => (await app.request(`http://127.0.0.1:8080${path}`)).headers.get('location');
	expect(await led('/?from=wechat')).toBe('/zt/?from=wechat');
	expect(await led('/zt/console?case=1')).toBe('/zt/console/?case=1');
});

test('scripts and styles that a page loads come without what only pages need; pages and workers keep it', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'site-'));
	writeFileSync(join(folder, 'a.js'), 'let a;');
	writeFileSync(join(folder, 'index.html'), '<!doctype html>');
	const app = createWebApp(config, { site: folder });
	const headers = async (path: string, dest: string) =>
		(await app.request(`http://127.0.0.1:8080/${path}`, { headers: { 'sec-fetch-dest': dest } })).headers;
	expect((await headers('a.js', 'script')).has('content-security-policy')).toBe(false);
	expect((await headers('a.js', 'script')).get('x-content-type-options')).toBe('nosniff');
	expect((await headers('a.js', 'worker')).has('content-security-policy')).toBe(true);
	expect((await headers('', 'document')).get('x-frame-options')).toBe('DENY');
	rmSync(folder, { recursive: true });
});
