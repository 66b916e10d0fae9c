import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import { openBrowser } from '../e2e/browser.ts';
import { removeData, startPortal } from '../e2e/server.ts';
import { bytes, measured, seconds } from './print.ts';

// What a villager waits for: an old phone, four times slower than this machine, on slow 3G. The name that is not
// of this machine makes the browser treat the page as one that came without TLS.
const slower = 4;
const slow3G = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };
const proofBudgetMs = 2000;
const rounds = 15;

const portal = await startPortal();
const plain = portal.url.replace('127.0.0.1', 'village.test');
const browser = await openBrowser(['--host-resolver-rules=MAP village.test 127.0.0.1']);
try {
	await timedForm('/report/ opened by its address', '', (page) => page.goto(`${portal.url}report/`));
	await timedForm('/report/ from a click on the home page', portal.url, (page) =>
		page.getByRole('link', { name: '我要举报' }).first().click(),
	);
	await timedProof('proof of work', portal.url);
	await timedProof('proof of work without TLS', plain);
} finally {
	await browser.close();
	await portal.stop();
	removeData(portal);
}

async function slowPhone(): Promise<{ page: Page; session: CDPSession }> {
	const phone = await browser.newContext({ viewport: { width: 360, height: 740 } });
	const page = await phone.newPage();
	const session = await phone.newCDPSession(page);
	await session.send('Network.enable');
	await session.send('Network.emulateNetworkConditions', slow3G);
	await session.send('Emulation.setCPUThrottlingRate', { rate: slower });
	return { page, session };
}

/** From the touch to the moment at which the form can be filled in and sent on. */
async function timedForm(name: string, from: string, open: (page: Page) => Promise<unknown>): Promise<void> {
	const { page, session } = await slowPhone();
	if (from) await page.goto(from, { waitUntil: 'networkidle' });
	let loaded = 0;
	session.on('Network.loadingFinished', ({ encodedDataLength }) => {
		loaded += encodedDataLength;
	});
	const started = performance.now();
	await open(page);
	await page.locator('[data-ready]:enabled').first().waitFor();
	const usable = performance.now() - started;
	measured(`${name}, ${bytes(loaded)}, usable after`, seconds(usable));
	await page.context().close();
}

/**
 * Browsers slow down the page, not its workers, so what the worker takes is multiplied. Beside the time passed stands
 * the processor time of the page's process, which says the same on a machine that does other things as well.
 */
async function timedProof(name: string, url: string): Promise<void> {
	const page = await (await browser.newContext()).newPage();
	await page.goto(`${url}report/`);
	const file = readdirSync(join(portal.siteDir, 'assets')).find((asset) => asset.startsWith('solver.worker'));
	const asked = { api: `${url}api/captcha`, script: `${url}assets/${file}` };
	const taken: number[] = [];
	const worked: number[] = [];
	for (let round = 0; round < rounds; round++) {
		const before = await processorMs();
		taken.push((await page.evaluate(solveOne, asked)) * slower);
		worked.push(((await processorMs()) - before) * slower);
	}
	const longest = Math.max(...taken);
	measured(`${name}, median and longest of ${rounds}`, `${seconds(middle(taken))} / ${seconds(longest)}`, {
		text: `${seconds(proofBudgetMs)} (processor ${seconds(middle(worked))} / ${seconds(Math.max(...worked))})`,
		kept: longest <= proofBudgetMs,
	});
	await page.context().close();
}

function middle(values: number[]): number {
	return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}

/** Processor time of all pages so far. */
async function processorMs(): Promise<number> {
	const session = await browser.newBrowserCDPSession();
	const { processInfo } = await session.send('SystemInfo.getProcessInfo');
	await session.detach();
	const pages = processInfo.filter(({ type }) => type === 'renderer');
	return pages.reduce((sum, { cpuTime }) => sum + cpuTime * 1000, 0);
}

/** In the page: one proof as the form works it out, in milliseconds. */
async function solveOne(asked: { api: string; script: string }): Promise<number> {
	const { challenge } = await (await fetch(asked.api)).json();
	const started = performance.now();
	const worker = new Worker(asked.script, { type: 'module' });
	await new Promise((done) => {
		worker.onmessage = done;
		worker.postMessage(challenge);
	});
	worker.terminate();
	return performance.now() - started;
}
