import { describe, expect, inject, test } from 'vitest';
import { expectAccessible } from './expect-accessible.ts';
import { fillToSummary, nextStep, receiptDigits } from './report-form.ts';
import { usePhone } from './report-phone.ts';

const url = inject('url');
const phone = usePhone();

describe('everybody can use it', () => {
	test('from the first key to the receipt without a mouse', async () => {
		const { page } = phone;
		const press = async (...keys: string[]) => {
			for (const key of keys) await page.keyboard.press(key);
		};
		const tabTo = async (id: string) => {
			for (let presses = 0; presses < 60; presses++) {
				await page.keyboard.press('Tab');
				if ((await page.evaluate(() => document.activeElement?.id)) === id) return;
			}
			throw new Error(`Tab never reached ${id}`);
		};
		await tabTo('category-no-licence');
		await press('Space', 'Enter');
		await tabTo('placeWay-phone');
		await press('ArrowDown', 'ArrowDown');
		await tabTo('county');
		await press('ArrowDown', 'ArrowDown');
		await tabTo('place');
		await page.keyboard.type('河西村东沟');
		await tabTo('avoidCounty-yes');
		await press('Space', 'Enter');
		await tabTo('description');
		await page.keyboard.type('夜里有挖机往外拉矿石。');
		await press('Tab', 'Tab', 'Enter');
		await tabTo('mode-anonymous');
		await press('Space', 'Enter');
		await phone.at('核对后提交');
		expect(await page.locator('#summary').textContent()).toContain('凌源市');
		while ((await page.evaluate(() => document.activeElement?.textContent)) !== '提交举报') await press('Tab');
		await press('Enter');
		const { secret } = await receiptDigits(page);
		await tabTo('receipt-check');
		await page.keyboard.type(secret.slice(-4));
		await press('Enter');
		await page.getByRole('heading', { name: '已确认保存' }).waitFor();
	});

	test('when the script does not arrive no button leads into nothing, and the telephone stands there', async () => {
		const bare = await phone.context.newPage();
		await bare.route('**/assets/*.js', (route) => route.abort());
		await bare.goto(`${url}report/`);
		expect(await bare.getByRole('button', { name: '继续', exact: true }).isDisabled()).toBe(true);
		for (const number of ['110', '12350']) {
			expect(await bare.getByRole('link', { name: number, exact: true }).isVisible()).toBe(true);
		}
		await bare.getByRole('link', { name: '打电话举报' }).click();
		await bare.getByRole('link', { name: '12345', exact: true }).waitFor();
		await bare.goBack();
		await bare.route('https://www.gov.cn/**', (route) => route.fulfill({ body: 'elsewhere' }));
		await bare.getByRole('link', { name: '快速离开' }).click();
		await bare.waitForURL('https://www.gov.cn/');
	});

	test('danger to life meets the telephone before the first question, and again where a danger is chosen', async () => {
		const { page } = phone;
		const numbers = (box: string) => page.locator(`${box} a`).allTextContents();
		expect(await numbers('#emergency')).toEqual(['110', '12350']);
		const [telephone, question] = await Promise.all(
			['#emergency', '#report-form'].map((part) => page.locator(part).boundingBox()),
		);
		expect(telephone?.y).toBeLessThan(question?.y ?? 0);
		expect(await page.locator('#urgent-note').isVisible()).toBe(false);
		await page.getByLabel('尾矿库隐患', { exact: true }).check();
		expect(await page.locator('#urgent-note').isVisible()).toBe(true);
		expect(await numbers('#urgent-note')).toEqual(['110', '12350']);
	});

	test('errors are summed up, take the focus and lead to their fields', async () => {
		const { page } = phone;
		await nextStep(page);
		expect(await page.evaluate(() => document.activeElement?.id)).toBe('error-summary');
		await page.getByRole('alert').getByRole('link', { name: '请选择要举报的问题。' }).click();
		expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).name)).toBe('category');
	});

	test('every control of every step has a name, and axe finds nothing', async () => {
		const { page } = phone;
		await expectAccessible(page);
		await fillToSummary(page);
		await expectAccessible(page);
		for (let back = 3; back > 0; back--) {
			await page.goBack();
			await expectAccessible(page);
		}
		await page.goto(`${url}track/`);
		await expectAccessible(page);
	});
});
