import { describe, expect, inject, test } from 'vitest';
import { nextStep, resumeDraft } from './report-form.ts';
import { usePhone } from './report-phone.ts';

const url = inject('url');
const phone = usePhone();

describe('the place', () => {
	test('by the phone says the accuracy and the county at once', async () => {
		const { page } = phone;
		await phone.context.grantPermissions(['geolocation']);
		await phone.context.setGeolocation({ latitude: 41.8, longitude: 120.77, accuracy: 25 });
		await page.getByLabel('无证开采', { exact: true }).check();
		await nextStep(page);
		await page.getByLabel('用手机定位').check();
		await page.getByRole('button', { name: '获取当前位置' }).click();
		await page.getByText('误差约 25 米').waitFor();
		await page.getByText('该位置属于北票市').waitFor();
	});

	test('refused by the phone leaves the other ways open', async () => {
		const { page } = phone;
		await page.getByLabel('无证开采', { exact: true }).check();
		await nextStep(page);
		await page.getByLabel('用手机定位').check();
		await page.getByRole('button', { name: '获取当前位置' }).click();
		await page.getByText('改用其他方式说明地点').waitFor();
	});

	test('pasted from a map is understood, outside the city it may still be sent', async () => {
		const { page } = phone;
		await page.getByLabel('无证开采', { exact: true }).check();
		await nextStep(page);
		await page.getByLabel('填写坐标').check();
		await page.getByLabel('坐标或地图链接').fill('https://uri.amap.com/marker?position=120.7762,41.8021');
		await page.getByText('该位置属于北票市').waitFor();
		const datum = page.getByLabel('坐标从哪里来');
		expect(await datum.inputValue()).toBe('gcj02');
		await page.getByLabel('坐标或地图链接').fill('39.9, 116.4');
		expect(await datum.inputValue()).toBe('');
		await nextStep(page);
		await page.getByRole('alert').getByRole('link', { name: '请选择坐标从哪里来' }).waitFor();
		await datum.selectOption({ value: 'bd09' });
		await page.getByText('不在朝阳市各县').waitFor();
		await nextStep(page);
		await phone.at('发生了什么');
	});

	test('in words says at once who will handle it, or who will find out', async () => {
		const { page } = phone;
		await page.getByLabel('无证开采', { exact: true }).check();
		await nextStep(page);
		await page.getByLabel('用文字说明').check();
		const [county, said] = [page.getByLabel('县（市、区）'), page.locator('#handled-by')];
		expect(await said.textContent()).toBe('');
		await county.selectOption({ label: '凌源市' });
		expect(await said.textContent()).toBe('由凌源市处理。');
		await county.selectOption({ label: '不确定' });
		expect(await said.textContent()).toBe('由朝阳市判断属于哪里，再交给当地处理。');
		await page.getByLabel('地点说明').fill('凌源市河西村');
		expect(await said.textContent()).toBe('由凌源市处理。');
		await page.reload();
		await resumeDraft(page);
		await expect.poll(() => said.textContent()).toBe('由凌源市处理。');
	});

	test('keeps the datum chosen by hand until a link or the map says another', async () => {
		const { page } = phone;
		await page.getByLabel('无证开采', { exact: true }).check();
		await nextStep(page);
		await page.getByLabel('填写坐标').check();
		const [coordinates, datum] = [page.getByLabel('坐标或地图链接'), page.getByLabel('坐标从哪里来')];
		await datum.selectOption({ value: 'bd09' });
		await coordinates.fill('41.8021, 120.7762');
		await coordinates.fill('41.8021, 120.7763');
		expect(await datum.inputValue()).toBe('bd09');
		await coordinates.fill('https://map.tianditu.gov.cn/?lng=120.7762&lat=41.8021');
		expect(await datum.inputValue()).toBe('cgcs2000');
	});

	test('near a border is for the reporter to say, kept through a reload, and asked anew for another point', async () => {
		const { page } = phone;
		await page.getByLabel('无证开采', { exact: true }).check();
		await nextStep(page);
		await page.getByLabel('填写坐标').check();
		await page.getByLabel('坐标从哪里来').selectOption({ value: 'wgs84' });
		await page.getByLabel('坐标或地图链接').fill('41.2, 119.987');
		const borders = page.getByRole('group', { name: '靠近县界' });
		await expect.poll(() => borders.getByRole('radio').count()).toBe(3);
		expect(await borders.locator('label').allTextContents()).toEqual(['喀左县', '朝阳县', '不确定，请代为判断']);
		await borders.getByLabel('朝阳县').check();
		await page.getByLabel('地点说明').fill('东沟');
		await page.reload();
		await resumeDraft(page);
		await expect.poll(() => borders.getByLabel('朝阳县').isChecked()).toBe(true);
		await page.getByLabel('坐标或地图链接').fill('41.2, 119.9871');
		await page.getByText('已识别：北纬 41.2，东经 119.9871').waitFor();
		await expect.poll(() => borders.getByRole('radio', { checked: true }).count()).toBe(0);
		await borders.getByLabel('不确定，请代为判断').check();
		await nextStep(page);
		await phone.at('发生了什么');
	});

	test('is filled in by choosing a registered pond', async () => {
		const { page } = phone;
		await page.goto(`${url}report/?pond=demo-01&category=wrong-pond-information`);
		await page.getByText('已选择：演示一号尾矿库').waitFor({ state: 'attached' });
		expect(await page.locator('[value="wrong-pond-information"]').isChecked()).toBe(true);
		await nextStep(page);
		expect(await page.getByLabel('坐标或地图链接').inputValue()).not.toBe('');
		await page.getByRole('button', { name: '取消选择' }).click();
		expect(await page.getByText('已选择').isVisible()).toBe(false);
		await page.getByLabel('坐标或地图链接').fill('41.8021, 120.7762');
		expect(await page.getByLabel('坐标从哪里来').inputValue()).toBe('');
	});
});
