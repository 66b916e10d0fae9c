import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Nothing scrolls sideways on a phone, every control has a name, and axe finds nothing. */
export async function expectAccessible(page: Page): Promise<void> {
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
	const names = await page.evaluate(() =>
		Array.from(document.querySelectorAll<HTMLInputElement>('main input:not([type=hidden]), main select, main textarea'))
			.filter((control) => control.offsetParent !== null && !control.labels?.[0]?.textContent?.trim())
			.map((control) => control.id),
	);
	expect(names).toEqual([]);
	await expectSound(page);
}

/** Nothing scrolls sideways, and axe finds nothing. */
export async function expectSound(page: Page): Promise<void> {
	// What its script draws may still be on its way.
	await page.getByRole('heading', { level: 1 }).first().waitFor();
	const [content, width] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
	expect(content).toBeLessThanOrEqual(width ?? 0);
	// Words that are half faded in have half their contrast; what turns until something is done never ends.
	await page.evaluate(() => {
		const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
		return Promise.allSettled(ending.map(({ finished }) => finished));
	});
	// Run by the debugger, which the page's policy does not bind.
	await page.evaluate(axe);
	const found = await page.evaluate(() =>
		(
			window as unknown as { axe: { run(): Promise<{ violations: Array<{ id: string; nodes: unknown[] }> }> } }
		).axe.run(),
	);
	expect(found.violations.map(({ id, nodes }) => `${id}: ${JSON.stringify(nodes)}`)).toEqual([]);
}
