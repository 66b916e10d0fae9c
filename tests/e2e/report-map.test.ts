import type { Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { describe, expect, inject, onTestFinished, test } from 'vitest';
import { expectAccessible } from './expect-accessible.ts';
import { nextStep } from './report-form.ts';
import { usePhone } from './report-phone.ts';

const url = inject('url');
const phone = usePhone();

/** Goes to the place step and opens the map. */
async function openMap(page: Page): Promise<Locator> {
	await toPlace(page);
	await page.getByText('打开地图选点').click();
	await page.getByText('凌源市', { exact: true }).and(page.locator('.map-label *')).waitFor();
	return page.locator('#place-map');
}

async function toPlace(page: Page): Promise<void> {
	await page.getByLabel('无证开采', { exact: true }).check();
	await nextStep(page);
	await page.getByLabel('在地图上选点').check();
}

const coordinates = (page: Page) => page.getByLabel('坐标或地图链接').inputValue();

async function middleOf(what: Locator): Promise<[x: number, y: number]> {
	await what.scrollIntoViewIfNeeded();
	const box = await what.boundingBox();
	return [(box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2];
}

describe('a point on the map', () => {
	test('is chosen by a tap, fills in the coordinates and says the county at once', async () => {
		const { page } = phone;
		await openMap(page);
		await page.mouse.click(...(await middleOf(page.locator('.map-label span', { hasText: '北票市' }))));
		await page.getByText('该位置属于北票市').waitFor();
		expect(await coordinates(page)).toMatch(/^4[12]\.\d+, 120\.\d+$/);
		expect(await page.getByLabel('坐标从哪里来').inputValue()).toBe('cgcs2000');
		expect(await page.locator('.map-pin').count()).toBe(1);
		await page.mouse.click(...(await middleOf(page.locator('.map-label span', { hasText: '建平县' }))));
		await page.getByText('该位置属于建平县').waitFor();
		await nextStep(page);
		await phone.at('发生了什么');
	});

	test('is chosen by a finger', async () => {
		const context = await phone.browser.newContext({
			viewport: { width: 360, height: 740 },
			hasTouch: true,
			isMobile: true,
		});
		onTestFinished(() => context.close());
		const page = await context.newPage();
		await page.goto(`${url}report/`);
		await openMap(page);
		await page.touchscreen.tap(...(await middleOf(page.locator('.map-label span', { hasText: '凌源市' }))));
		await page.getByText('该位置属于凌源市').waitFor();
	});

	test('is chosen by arrow keys and Enter, with no step forward in the form', async () => {
		const { page } = phone;
		const map = await openMap(page);
		await map.focus();
		await page.keyboard.press('Enter');
		const first = await coordinates(page);
		expect(first).not.toBe('');
		// Keys pressed while the map still glides are not counted.
		for (let presses = 0; presses < 3; presses++) {
			await page.keyboard.press('ArrowUp');
			await page.waitForTimeout(400);
		}
		expect(await page.locator('.map-cross').isVisible()).toBe(true);
		await page.keyboard.press('Enter');
		expect(Number.parseFloat(await coordinates(page))).toBeGreaterThan(Number.parseFloat(first));
		await phone.at('问题发生在哪里');
		await expect.poll(() => page.locator('#jurisdiction').textContent()).toMatch(/属于|靠近县界|不在/);
	});

	test('moves with the pin that is dragged', async () => {
		const { page } = phone;
		await openMap(page);
		await page.mouse.click(...(await middleOf(page.locator('.map-label span', { hasText: '北票市' }))));
		await page.getByText('该位置属于北票市').waitFor();
		const [fromX, fromY] = await middleOf(page.locator('.map-pin'));
		const [toX, toY] = await middleOf(page.locator('.map-label span', { hasText: '建平县' }));
		await page.mouse.move(fromX, fromY);
		await page.mouse.down();
		await page.mouse.move(toX, toY, { steps: 8 });
		await page.mouse.up();
		await page.getByText('该位置属于建平县').waitFor();
	});

	test('is chosen among names that never cover each other', async () => {
		const { page } = phone;
		await openMap(page);
		const boxes = await page.locator('.map-label span:visible').evaluateAll((names) =>
			names.map((name) => {
				const { left, right, top, bottom } = name.getBoundingClientRect();
				return { left, right, top, bottom };
			}),
		);
		expect(boxes.length).toBeGreaterThan(4);
		for (const [index, a] of boxes.entries()) {
			for (const b of boxes.slice(index + 1)) {
				expect(a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom).toBe(false);
			}
		}
	});

	test('follows coordinates typed in another datum, and goes when they go', async () => {
		const { page } = phone;
		await openMap(page);
		await page.getByLabel('坐标或地图链接').fill('https://uri.amap.com/marker?position=120.7762,41.8021');
		await page.getByText('该位置属于北票市').waitFor();
		await expect.poll(() => page.locator('.map-pin').count()).toBe(1);
		await page.getByLabel('坐标或地图链接').fill('');
		await expect.poll(() => page.locator('.map-pin').count()).toBe(0);
	});

	test('can be chosen without breaking a rule for those who do not see or point', async () => {
		await openMap(phone.page);
		await expectAccessible(phone.page);
	});

	test('asks no other host for anything, and is fetched only when the map is opened', async () => {
		const { page, asked } = phone;
		await toPlace(page);
		await page.waitForLoadState('networkidle');
		const before = asked.map((request) => request.url());
		expect(before.filter((address) => /map|counties/.test(address))).toEqual([]);
		await page.getByText('打开地图选点').click();
		await page.locator('.map-label span').first().waitFor();
		const addresses = asked.map((request) => request.url());
		expect(addresses.filter((address) => !address.startsWith(url) && !address.startsWith('blob:'))).toEqual([]);
		expect(addresses.filter((address) => address.endsWith('map/counties.json'))).toHaveLength(1);
	});

	test('that cannot be opened leaves the coordinates and the words', async () => {
		const { page } = phone;
		await page.route('**/map/counties.json', (route) => route.abort());
		await toPlace(page);
		await page.getByText('打开地图选点').click();
		await page.getByText('地图暂时打不开').waitFor();
		await page.unroute('**/map/counties.json');
		await page.getByText('打开地图选点').click();
		await page.getByText('打开地图选点').click();
		await page.locator('.map-label span').first().waitFor();
	});
});

test('the form comes in at most 60 KB over the wire before a map is opened', async () => {
	const page = await phone.context.newPage();
	const network = await phone.context.newCDPSession(page);
	let bytes = 0;
	network.on('Network.loadingFinished', ({ encodedDataLength }) => {
		bytes += encodedDataLength;
	});
	await network.send('Network.enable');
	await network.send('Network.setCacheDisabled', { cacheDisabled: true });
	await page.goto(`${url}report/`, { waitUntil: 'networkidle' });
	expect(bytes).toBeGreaterThan(20 * 1024);
	expect(bytes).toBeLessThanOrEqual(60 * 1024);
});

describe('the position in a picture', () => {
	const somewhere = {
		GPSLatitudeRef: 'N',
		GPSLatitude: '41/1 48/1 0/1',
		GPSLongitudeRef: 'E',
		GPSLongitude: '120/1 46/1 1200/100',
	};
	const picture = async (gps: Record<string, string> | undefined) => {
		const plain = sharp({ create: { width: 60, height: 40, channels: 3, background: '#7a6a55' } });
		const buffer = await (gps ? plain.withExif({ IFD3: gps }) : plain).jpeg().toBuffer();
		return { name: '东沟.jpg', mimeType: 'image/jpeg', buffer };
	};
	const choose = async (page: Page, gps: Record<string, string> | undefined) => {
		await toPlace(page);
		await page.getByText('读取照片里的拍摄位置').click();
		await page.getByLabel('选择现场照片').setInputFiles(await picture(gps));
	};
	const toEvidence = async (page: Page) => {
		await page.getByLabel('无证开采', { exact: true }).check();
		await nextStep(page);
		await page.getByLabel('用文字说明').check();
		await page.getByLabel('县（市、区）').selectOption({ label: '凌源市' });
		await page.getByLabel('地点说明').fill('河西村东沟');
		await nextStep(page);
		await page.locator('#evidence').setInputFiles([await picture(undefined), await picture(somewhere)]);
		await page.getByText('照片“东沟.jpg”里记有拍摄位置').waitFor();
	};

	test('is read on the phone and used only when the reporter says so', async () => {
		const { page, asked } = phone;
		await choose(page, somewhere);
		await page.getByText('北纬 41.80000').waitFor();
		expect(await coordinates(page)).toBe('');
		await page.getByRole('button', { name: '用作举报地点' }).click();
		await page.getByText('该位置属于北票市').waitFor();
		expect(await coordinates(page)).toBe('41.800000, 120.770000');
		// The county is asked for with two numbers, and nothing else leaves the phone.
		const sent = asked.filter((request) => request.method() !== 'GET');
		expect(sent.map((request) => [new URL(request.url()).pathname, request.postDataJSON()])).toEqual([
			['/api/locate', { lat: 41.8, lon: 120.77, datum: 'wgs84' }],
		]);
	});

	test('that is not there is said', async () => {
		await choose(phone.page, undefined);
		await phone.page.getByText('没有拍摄位置').waitFor();
	});

	test('that is added as evidence is offered where the place is in words so far', async () => {
		const { page } = phone;
		await toEvidence(page);
		await expectAccessible(page);
		await page.getByRole('button', { name: '用作举报地点' }).click();
		await page.goBack();
		await page.getByText('该位置属于北票市').waitFor();
		expect(await coordinates(page)).toBe('41.800000, 120.770000');
		expect(await page.getByLabel('地点说明').inputValue()).toBe('河西村东沟');
	});

	test('may be left alone', async () => {
		const { page } = phone;
		await toEvidence(page);
		await page.getByRole('button', { name: '不用', exact: true }).click();
		expect(await page.locator('#evidence-position').textContent()).toBe('');
		await page.goBack();
		await phone.at('问题发生在哪里');
		expect(await page.getByLabel('用文字说明').isChecked()).toBe(true);
	});
});

test('a known mine is found in the list, with its source, and fills in the place', async () => {
	const { page } = phone;
	await page.getByLabel('无证开采', { exact: true }).check();
	await nextStep(page);
	await page.getByText('从名录中选择').click();
	await page.getByLabel('尾矿库、矿山名称').fill('双丰');
	await page.getByText('来源：Global Energy Monitor（CC BY 4.0），2024-11-25').waitFor();
	await page.getByRole('button', { name: '辽宁省建平县双丰铁矿' }).click();
	await page.getByText('该位置属于建平县').waitFor();
	expect(await page.getByLabel('地点说明').inputValue()).toBe('辽宁省建平县双丰铁矿');
	expect(await page.locator('#pondId').inputValue()).toBe('');
});
