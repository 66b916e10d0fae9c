import chromium from '@sparticuz/chromium';
import { type Browser, chromium as playwright } from 'playwright-core';

/** The browser that comes through npm, several profiles at once, with `more` arguments. Close it when done. */
export async function openBrowser(more: string[] = []): Promise<Browser> {
	return playwright.launch({
		executablePath: await chromium.executablePath(),
		// Its own arguments are for tiny machines: in one process a second profile hangs.
		args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking', ...more],
		headless: true,
	});
}
