import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { serveFolder } from '../a11y/serve.ts';
import { openBrowser } from '../e2e/browser.ts';
import { bytes, measured } from './print.ts';

/** A phone of some years ago is about this much slower than the machine at hand. */
const slower = 6;

/** How the list of ponds does on a phone: what it loads, and how long the reader waits after each touch. */
export async function measurePhoneList(folder: string): Promise<void> {
	for (const file of ['ponds/index.html', 'ponds/by/county/beipiao/index.html', 'ponds/checks/index.html'])
		weigh(folder, file);
	for (const file of ['ponds/find/index.json', 'search/1.json', 'report/registered.json']) weigh(folder, file);
	const server = await serveFolder(folder);
	const browser = await openBrowser();
	const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
	const page = await context.newPage();
	const session = await context.newCDPSession(page);
	await session.send('Emulation.setCPUThrottlingRate', { rate: slower });
	const opened = performance.now();
	await page.goto(`${server.url}ponds/find/`);
	await page.locator('#pond-rows tr').first().waitFor();
	print('list with script, first rows', performance.now() - opened);
	print('one more letter typed', await wait(page, '#words', '山'));
	print('sorted by name', await wait(page, '#sort', 'name'));
	await browser.close();
	server.close();
}

function weigh(folder: string, file: string): void {
	const content = readFileSync(join(folder, file));
	measured(`${file}, over the wire`, bytes(gzipSync(content).length));
}

const print = (name: string, milliseconds: number) =>
	measured(`${name} (processor ${slower} times slower)`, `${Math.round(milliseconds)} ms`);

/** Time that the page is busy after one input, drawing included. */
function wait(page: Page, selector: string, value: string): Promise<number> {
	return page.evaluate(
		async ([where, what]) => {
			const field = document.querySelector<HTMLInputElement>(where);
			if (!field) throw new Error(`there is no ${where}`);
			const started = performance.now();
			field.value = what;
			field.dispatchEvent(new Event('input', { bubbles: true }));
			await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
			return performance.now() - started;
		},
		[selector, value] as const,
	);
}
