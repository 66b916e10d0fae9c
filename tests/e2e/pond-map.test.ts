import type { Page } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import { expectAccessible } from './expect-accessible.ts';
import { usePhone } from './report-phone.ts';

const url = inject('url');
const phone = usePhone();

describe('the map of the ponds', () => {
	test('shows every pond whose coordinates are published and leads to its page, by keyboard too', async () => {
		const { page, asked } = phone;
		const { features } = (await (await fetch(`${url}data/ponds.geojson`)).json()) as { features: unknown[] };
		await page.goto(`${url}ponds/map/`);
		await page.getByText(`图上共 ${features.length} 座`).waitFor();
		expect(await page.locator('.map-mark').count()).toBe(features.length);
		await expectAccessible(page);
		await page.getByRole('button', { name: '演示一号尾矿库' }).focus();
		await page.keyboard.press('Enter');
		// By keyboard as well: the map still moves under a pointer until what opened is in view.
		await page.locator('.leaflet-popup').getByRole('link', { name: '演示一号尾矿库' }).press('Enter');
		await page.waitForURL(`${url}ponds/demo-01/`);
		expect(asked.filter((request) => !request.url().startsWith(url))).toEqual([]);
	});

	test('with hundreds of ponds in one county each mark can be hit, and numbers lead to the ponds they count', async () => {
		const { page } = phone;
		await page.route('**/data/ponds.geojson', (route) => route.fulfill({ json: { features: crowd(600) } }));
		await page.goto(`${url}ponds/map/`);
		await page.getByText('图上共 600 座').waitFor();
		await expectApart(page);
		await expectAccessible(page);
		const many = page.locator('.map-many');
		expect(await many.count()).toBeGreaterThan(0);
		// By keyboard, closer and closer, until a single pond stands by itself.
		for (let step = 0; step < 12 && (await page.locator('.map-mark:not(.map-many)').count()) === 0; step++) {
			const pressed = await many.first().elementHandle();
			await pressed?.press('Enter');
			await page.waitForFunction((mark) => !mark?.isConnected, pressed);
		}
		await expectApart(page);
		await page.locator('.map-mark:not(.map-many)').first().press('Enter');
		expect(await page.locator('.leaflet-popup a').first().getAttribute('href')).toMatch(/ponds\/made-\d+\/$/);
		await page.unroute('**/data/ponds.geojson');
	});

	test('gives way to the list when it cannot be opened', async () => {
		const { page } = phone;
		await page.route('**/data/ponds.geojson', (route) => route.abort());
		await page.goto(`${url}ponds/map/`);
		await page.getByText('地图暂时打不开，请看名录').waitFor();
		expect(await page.locator('#pond-map-still svg').first().isVisible()).toBe(true);
		await page.getByRole('main').getByRole('link', { name: '名录' }).click();
		await page.waitForURL(`${url}ponds/`);
	});
});

/** Made-up ponds close together in the middle of one county. */
function crowd(count: number) {
	return Array.from({ length: count }, (_, index) => ({
		geometry: { coordinates: [120.6 + ((index * 7) % 30) * 0.012, 41.7 + Math.floor(index / 30) * 0.013] },
		properties: { id: `made-${index}`, name: `演示尾矿库${index}`, status: 'in-use', asOf: '2026-05-20', demo: true },
	}));
}

/** No mark lies over the middle of another, and no name of a county over another name. */
async function expectApart(page: Page): Promise<void> {
	const boxes = (selector: string) =>
		page.locator(selector).evaluateAll((all) =>
			all.map((each) => {
				const { x, y, width, height } = each.getBoundingClientRect();
				return { x, y, width, height, middle: { x: x + width / 2, y: y + height / 2 } };
			}),
		);
	const marks = await boxes('.map-mark');
	for (const [index, a] of marks.entries()) {
		for (const b of marks.slice(index + 1)) {
			expect(Math.hypot(a.middle.x - b.middle.x, a.middle.y - b.middle.y)).toBeGreaterThanOrEqual(24);
		}
	}
	const names = await boxes('.map-label span:not(.is-hidden)');
	for (const [index, a] of names.entries()) {
		for (const b of names.slice(index + 1)) {
			expect(a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y).toBe(true);
		}
	}
}
