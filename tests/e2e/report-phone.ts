import type { Browser, BrowserContext, Page, Request } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject } from 'vitest';
import { openBrowser } from './browser.ts';

/** A villager's phone with the report form open, made anew for each test. */
export interface Phone {
	browser: Browser;
	context: BrowserContext;
	page: Page;
	/** Every request the page made. */
	asked: Request[];
	/** Waits until the step with this heading is the one that is open. */
	at(heading: string): Promise<void>;
}

/** Gives each test of the file a fresh phone, 360 px wide. */
export function usePhone(): Phone {
	const phone = {
		at: (heading) =>
			expect.poll(() => phone.page.locator('section[data-step]:not([hidden]) h2').textContent()).toBe(heading),
	} as Phone;
	beforeAll(async () => {
		phone.browser = await openBrowser();
	});
	afterAll(() => phone.browser?.close());
	beforeEach(async () => {
		phone.context = await phone.browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'zh-CN' });
		phone.context.setDefaultTimeout(20_000);
		phone.page = await phone.context.newPage();
		phone.asked = [];
		phone.page.on('request', (request) => phone.asked.push(request));
		phone.page.on('dialog', (dialog) => dialog.accept());
		await phone.page.goto(`${inject('url')}report/`);
	});
	afterEach(() => phone.context.close());
	return phone;
}
