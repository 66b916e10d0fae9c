import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser } from '../e2e/browser.ts';
import { pages, siteDir } from '../site/built-site.ts';
import { serveFolder } from './serve.ts';

const everyRule = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** What another look of the same page can break. */
const rulesOfLook = ['color-contrast', 'target-size', 'link-in-text-block', 'scrollable-region-focusable'];

const all = pages.map(({ file }) => file.replace(/index\.html$/, ''));
/** One page of each template. */
const templates = [
	...new Map(
		all.toReversed().map((path) => {
			const kind = path
				.replace(/^ponds\/by\/.*/, 'ponds/by/')
				.replace(/(ponds|results|notices|counties|statistics)\/(?!by)[^/]+\//, '$1/*/')
				.replace(/\/[0-9]+\/$/, '/*/');
			return [kind, path] as const;
		}),
	).values(),
];

let browser: Browser;
let server: { url: string; close: () => void };

beforeAll(async () => {
	// A file of the same server, so that the browser keeps it compiled from page to page.
	const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
	server = await serveFolder(siteDir, { '/axe.js': axe });
	browser = await openBrowser();
});
afterAll(async () => {
	await browser?.close();
	server?.close();
});

/** What a page breaks at the width of its window, one line each. */
async function faults(page: Page, path: string, width: number, rules = everyRule): Promise<string[]> {
	await page.goto(server.url + path);
	const found = await page.evaluate(findLayoutFaults, width);
	await page.addScriptTag({ url: `${server.url}axe.js` });
	const { violations } = await page.evaluate(
		([where, only]) =>
			(globalThis as unknown as { axe: { run: (w: string, o: object) => Promise<AxeResults> } }).axe.run(where, {
				runOnly: only,
				resultTypes: ['violations'],
				// Style sheets are looked at as the browser applied them, and no page has a frame.
				preload: false,
				iframes: false,
			}),
		// Head and foot are the same on the pages of all templates.
		[templates.includes(path) ? 'html' : 'main', rules] as const,
	);
	const broken = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
	return [...found, ...broken].map((fault) => `/${path} ${fault}`);
}

/** Runs in the page: sideways scroll, and `gap` between flexed boxes, which Chrome 79 and Safari 13 leave out. */
function findLayoutFaults(width: number): string[] {
	const found: string[] = [];
	const wide = document.documentElement.scrollWidth;
	if (wide > width) found.push(`scrolls sideways: ${wide} px`);
	for (const element of document.body.querySelectorAll('*')) {
		const { display, rowGap, columnGap } = getComputedStyle(element);
		if (!display.endsWith('flex')) continue;
		if ([rowGap, columnGap].some((gap) => Number.parseFloat(gap) > 0)) found.push(`gap in flex: ${element.className}`);
	}
	return found;
}

/** Looks at the pages in a few tabs of one window and gathers what they break. */
async function faultsOfAll(
	paths: string[],
	width: number,
	look?: { choose: (page: Page) => Promise<void>; rules: string[] },
): Promise<string[]> {
	const context = await browser.newContext({ viewport: { width, height: 740 }, bypassCSP: true });
	const first = await context.newPage();
	await look?.choose(first);
	const left = [...paths];
	const found: string[] = [];
	const work = async (page: Page): Promise<void> => {
		for (let path = left.shift(); path !== undefined; path = left.shift())
			found.push(...(await faults(page, path, width, look?.rules)));
	};
	await Promise.all([first, await context.newPage(), await context.newPage()].map(work));
	await context.close();
	return found;
}

it('on a phone no page of the site breaks a rule of WCAG 2.2 AA or scrolls sideways', {
	timeout: 400_000,
}, async () => {
	expect(await faultsOfAll(all, 360)).toEqual([]);
});

it('at a desk no kind of page does', async () => {
	expect(await faultsOfAll(templates, 1280)).toEqual([]);
});

it('in elder mode with high contrast no kind of page does on a phone', async () => {
	const choose = async (page: Page) => {
		await page.goto(server.url);
		await page.click('[data-look="elder"]');
		await page.click('[data-look="contrast"]');
	};
	expect(await faultsOfAll(templates, 360, { choose, rules: rulesOfLook })).toEqual([]);
});

it('what is wrong on a page is found', async () => {
	const context = await browser.newContext({ viewport: { width: 360, height: 740 }, bypassCSP: true });
	await context.route('**/ponds/', async (route) => {
		const answer = await route.fetch();
		const wrong = '<img src="/share.png"><p style="width:900px;display:flex;gap:1em">一</p></main>';
		await route.fulfill({ response: answer, body: (await answer.text()).replace('</main>', wrong) });
	});
	const found = (await faults(await context.newPage(), 'ponds/', 360)).join(' ');
	for (const fault of ['scrolls sideways', 'gap in flex', 'image-alt']) expect(found).toContain(fault);
	await context.close();
});

it('the chosen look is kept from page to page', async () => {
	const page = await (await browser.newContext({ viewport: { width: 360, height: 740 } })).newPage();
	await page.goto(server.url);
	await page.click('[data-look="elder"]');
	await page.goto(`${server.url}ponds/`);
	expect(await page.getAttribute('html', 'class')).toContain('elder');
	await page.context().close();
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
