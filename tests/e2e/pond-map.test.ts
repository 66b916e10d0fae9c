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
		await page.locator('.leaflet-popup').getByRole('link', { name: '演示一号尾矿库' }).click();
		await page.waitForURL(`${url}ponds/demo-01/`);
		expect(asked.filter((request) => !request.url().startsWith(url))).toEqual([]);
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
