import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../e2e/browser.ts';
import { pages, siteDir } from '../site/built-site.ts';
import { serveFolder } from './serve.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Of pages of one kind only two are looked at: they come from one template. */
const kinds = new Map<string, number>();
const looked = pages
	.map(({ file }) => file.replace(/index\.html$/, ''))
	.filter((path) => {
		const kind = path
			.replace(/^ponds\/by\/.*/, 'ponds/by/')
			.replace(/(ponds|results|notices|counties)\/(?!by)[^/]+\//, '$1/*/');
		kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
		return (kinds.get(kind) ?? 0) <= 2;
	});

let browser: Browser;
let server: { url: string; close: () => void };

beforeAll(async () => {
	server = await serveFolder(siteDir);
	browser = await openBrowser();
});
afterAll(async () => {
	await browser?.close();
	server?.close();
});

async function violations(page: Page): Promise<string[]> {
	await page.evaluate(axe);
	const found = await page.evaluate(
		(tags) =>
			(globalThis as unknown as { axe: { run: (o: object) => Promise<AxeResults> } }).axe.run({ runOnly: tags }),
		rules,
	);
	return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
}

describe.each([
	['a phone', 360],
	['a desk', 1280],
])('on %s', (_name, width) => {
	let page: Page;
	beforeAll(async () => {
		page = await (await browser.newContext({ viewport: { width, height: 740 }, bypassCSP: true })).newPage();
	});
	afterAll(() => page.context().close());

	it.each(looked)('/%s breaks no rule of WCAG 2.2 AA and does not scroll sideways', async (path) => {
		await page.goto(server.url + path);
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
		expect(await violations(page)).toEqual([]);
	});
});

it('elder mode and high contrast break no rule, stay within the width, and are kept from page to page', async () => {
	const context = await browser.newContext({ viewport: { width: 360, height: 740 }, bypassCSP: true });
	const page = await context.newPage();
	await page.goto(server.url);
	await page.click('[data-look="elder"]');
	await page.click('[data-look="contrast"]');
	for (const path of ['', 'ponds/', 'ponds/demo-03/', 'results/', 'campaign/']) {
		await page.goto(server.url + path);
		expect(await page.getAttribute('html', 'class')).toContain('elder');
		expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(360);
		expect(await violations(page), path).toEqual([]);
	}
	await context.close();
});

it('the pages run under the strict policy without a complaint of the browser', async () => {
	const page = await (await browser.newContext()).newPage();
	const complaints: string[] = [];
	page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
	for (const path of ['', 'ponds/', 'ponds/demo-03/', 'ponds/demo-03/sheet/', 'campaign/', 'statistics/']) {
		await page.goto(server.url + path);
	}
	expect(complaints).toEqual([]);
	await page.context().close();
});

it('the first tab stop leads to the text, and the bar under the thumb hides nothing that has the focus', async () => {
	const page = await (await browser.newContext({ viewport: { width: 360, height: 740 } })).newPage();
	await page.goto(`${server.url}ponds/`);
	await page.keyboard.press('Tab');
	expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('跳到正文');
	for (let step = 0; step < 40; step++) {
		await page.keyboard.press('Tab');
		const [bottom, top] = await page.evaluate(() => {
			const bar = document.querySelector('.bar');
			const active = document.activeElement;
			const inBar = bar?.contains(active) ?? true;
			return [inBar ? 0 : (active?.getBoundingClientRect().bottom ?? 0), bar?.getBoundingClientRect().top ?? 0];
		});
		expect(bottom).toBeLessThanOrEqual(top ?? 0);
	}
	await page.context().close();
});

it('a notice board sheet prints on one page of A4', async () => {
	const page = await (await browser.newContext()).newPage();
	for (const id of ['demo-01', 'demo-07', 'lingang-baoguo']) {
		await page.goto(`${server.url}ponds/${id}/sheet/`);
		const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
		expect(pdf.match(/\/Type\s*\/Page\b/g), id).toHaveLength(1);
	}
	await page.context().close();
});
