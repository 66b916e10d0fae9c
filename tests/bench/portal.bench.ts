import { execFileSync } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { budgets } from '../../site/build/checks/budget.ts';
import { openBrowser } from '../e2e/browser.ts';
import { removeData, startPortal } from '../e2e/server.ts';
import { bytes, measured } from './print.ts';

// The budgets: pages over the wire as a browser that has nothing yet loads them, and the server at rest.
const portal = await startPortal();
try {
	const browser = await openBrowser();
	const reading = [
		'',
		'ponds/',
		'ponds/demo-01/',
		'ponds/checks/',
		'results/',
		'campaign/',
		'statistics/',
		'guidance/',
	];
	for (const path of [...reading, 'report/', 'track/', 'ponds/find/', 'search/']) {
		const { sizes, requests } = await load(browser, portal.url + path);
		const most = path === 'report/' ? budgets.report : reading.includes(path) ? budgets.reading : undefined;
		const budget = most === undefined ? undefined : { text: `${most / 1024} KiB`, kept: sizes <= most };
		measured(`/${path}, ${requests} requests`, bytes(sizes), budget);
	}
	await browser.close();
	await pause(10_000);
	const resident = Number(execFileSync('ps', ['-o', 'rss=', '-p', String(portal.pid)], { encoding: 'utf8' })) * 1024;
	measured('server at rest', bytes(resident), { text: '200 MB', kept: resident <= 200_000_000 });
} finally {
	await portal.stop();
	removeData(portal);
}

async function load(browser: Awaited<ReturnType<typeof openBrowser>>, url: string) {
	const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
	const page = await context.newPage();
	const done: Array<Promise<number>> = [];
	page.on('requestfinished', (request) => {
		done.push(
			request.sizes().then(({ responseBodySize, responseHeadersSize }) => responseBodySize + responseHeadersSize),
		);
	});
	await page.goto(url, { waitUntil: 'networkidle' });
	const sizes = await Promise.all(done);
	await context.close();
	return { requests: sizes.length, sizes: sizes.reduce((sum, size) => sum + size, 0) };
}
