import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import sharp from 'sharp';
import { expect, onTestFinished, test } from 'vitest';
import { readConfig } from '../../api/config.ts';
import { createWebApp } from '../../api/start/web-app.ts';
import { copyOfContent, edit, emptyFolder } from '../content/copy-content.ts';
import { openBrowser } from './browser.ts';
import { freePort } from './server.ts';

const approval = 'GS（测试）0000号';

/** The site of an operator who has a key of 天地图, behind the real headers. */
async function serveWithKey(): Promise<string> {
	const [content, work] = [copyOfContent(), emptyFolder()];
	edit(content, 'site.yaml', 'hotlines:', `map: { tiandituKey: test-key, approvalNumber: ${approval} }\nhotlines:`);
	const [site, port] = [join(work, 'site'), await freePort()];
	const url = `http://127.0.0.1:${port}/`;
	const env = { CONTENT_DIR: content, SITE_OUT_DIR: site, SITE_CACHE_DIR: join(work, 'cache'), SITE_URL: url };
	const build = spawn(process.execPath, ['node_modules/astro/bin/astro.mjs', 'build', '--silent'], {
		env: { ...process.env, ...env },
		stdio: 'ignore',
	});
	expect(await once(build, 'close')).toEqual([0, null]);
	const app = createWebApp(readConfig({ SITE_URL: url, CONTENT_DIR: content }), { site, tiles: true });
	const server = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' });
	onTestFinished(() => {
		server.close();
	});
	return url;
}

test('an operator with a key shows tiles of 天地图 with the approval number, and no outlines of its own', async () => {
	const url = await serveWithKey();
	const browser = await openBrowser();
	onTestFinished(() => browser.close());
	const page = await browser.newPage({ viewport: { width: 360, height: 740 } });
	const tile = await sharp({ create: { width: 256, height: 256, channels: 3, background: '#dde6dd' } })
		.png()
		.toBuffer();
	const layers = new Set<string | null>();
	const referers = new Set<string | undefined>();
	await page.route('https://*.tianditu.gov.cn/**', async (route) => {
		layers.add(new URL(route.request().url()).searchParams.get('LAYER'));
		referers.add((await route.request().allHeaders())['referer']);
		await route.fulfill({ contentType: 'image/png', body: tile });
	});
	const complaints: string[] = [];
	page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
	await page.goto(`${url}ponds/map/`);
	await page.getByText(`天地图 ${approval}`).waitFor();
	await page.locator('img.leaflet-tile-loaded').first().waitFor({ state: 'attached' });
	expect([...layers].toSorted()).toEqual(['cva', 'vec']);
	await page.getByLabel('影像').check();
	await expect.poll(() => [...layers].toSorted()).toEqual(['cia', 'cva', 'img', 'vec']);
	expect(await page.locator('.map-county').count()).toBe(0);
	// The key is bound to the portal's host, so the host is told; which page it was is not.
	expect([...referers]).toEqual([url]);
	expect(complaints).toEqual([]);
});
