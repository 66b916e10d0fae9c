import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page, Request } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { openBrowser } from './browser.ts';
import { confirmSaved, fillToSummary, keptByBrowser, onward, receiptDigits } from './report-form.ts';

const url = inject('url');
const posts = `${url}api/reports`;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let browser: Browser;
let phone: BrowserContext;
let page: Page;
let asked: Request[];

beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(() => browser?.close());

beforeEach(async () => {
	phone = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'zh-CN' });
	phone.setDefaultTimeout(20_000);
	page = await phone.newPage();
	asked = [];
	page.on('request', (request) => asked.push(request));
	page.on('dialog', (dialog) => dialog.accept());
	await page.goto(`${url}report/`);
});
afterEach(() => phone.close());

const step = () => page.locator('section[data-step]:not([hidden]) h2').textContent();
const status = () => page.locator('#send-status');

describe('a report survives a bad phone and a bad line', () => {
	test('a reload, the back button and a closed page lose nothing of the draft', async () => {
		await page.getByLabel('无证开采', { exact: true }).check();
		await onward(page);
		await page.getByLabel('用文字说明').check();
		await page.getByLabel('地点说明').fill('河西村东沟');
		await page.goBack();
		expect(await step()).toBe('要举报什么问题');
		await page.goForward();
		await page.reload();
		expect(await step()).toBe('问题发生在哪里');
		expect(await page.getByLabel('地点说明').inputValue()).toBe('河西村东沟');

		const later = await phone.newPage();
		await page.close();
		await later.goto(`${url}report/`);
		expect(await later.getByLabel('地点说明').inputValue()).toBe('河西村东沟');
		await later.getByRole('button', { name: '删除草稿' }).click();
		await later.getByRole('heading', { name: '要举报什么问题' }).waitFor();
		expect(await keptByBrowser(later)).not.toContain('河西村');
	});

	test('an answer lost on the way, two taps and a reload still make one report', async () => {
		await fillToSummary(page, '夜里有挖机往外拉矿石，没有牌子。');
		let first = '';
		await page.route(posts, async (route) => {
			const answer = await route.fetch();
			first ||= ((await answer.json()) as { number: string }).number;
			await route.abort('connectionreset');
		});
		await page.getByRole('button', { name: '提交举报' }).dblclick();
		await status().getByText('网络中断').waitFor();
		await page.unroute(posts);
		await page.reload();
		const { number } = await receiptDigits(page);
		expect(number).toBe(first);
	});

	test('without a network it waits, says so, and goes by itself when the network is back', async () => {
		await fillToSummary(page, '夜里有挖机往外拉矿石，没有牌子。');
		await phone.setOffline(true);
		await onward(page, '提交举报');
		await status().getByText('手机没有网络').waitFor();
		await phone.setOffline(false);
		expect((await receiptDigits(page)).number).toMatch(/^\d{12}$/);
	});

	test('what was sent first counts when the reporter stops, changes the words and sends again', async () => {
		await fillToSummary(page, '第一次写的情况。');
		await page.route(posts, async (route) => {
			await route.fetch();
			await route.abort('connectionreset');
		});
		await onward(page, '提交举报');
		await status().getByText('网络中断').waitFor();
		await page.getByRole('button', { name: '停止，返回修改' }).click();
		await page.getByRole('alert').getByText('先前的发送可能已经送达').waitFor();
		await page.unroute(posts);
		await page.getByRole('button', { name: /修改\s*情况/ }).click();
		await page.getByLabel('看到的情况').fill('后来改的情况。');
		await onward(page);
		await onward(page);
		await onward(page, '提交举报');
		await receiptDigits(page);
		expect(await page.getByText('以那一次的内容为准').isVisible()).toBe(true);
	});

	test('a refusal by the server shows at its field and nothing is lost', async () => {
		await fillToSummary(page, '夜里有挖机往外拉矿石，没有牌子。');
		await page.route(posts, (route) => {
			const body = route.request().postDataJSON() as Record<string, unknown>;
			return route.continue({ postData: JSON.stringify({ ...body, reporter: { mode: 'anonymous', phone: 'x' } }) });
		});
		await onward(page, '提交举报');
		const alert = page.getByRole('alert');
		await alert.getByRole('link').waitFor();
		expect(await step()).toBe('您的身份');
		await alert.getByRole('link').click();
		expect(await page.evaluate(() => document.activeElement?.id)).toBe('phone');
		await page.unroute(posts);
		await onward(page);
		await onward(page, '提交举报');
		await receiptDigits(page);
	});
});

describe('a frightened person is not found out', () => {
	test('leaving fast clears page and draft without a question', async () => {
		await page.route('https://www.gov.cn/**', (route) => route.fulfill({ body: 'elsewhere' }));
		await fillToSummary(page, '夜里有挖机往外拉矿石，没有牌子。');
		await page.getByRole('button', { name: '快速离开' }).click();
		await page.waitForURL('https://www.gov.cn/');
		await page.goto(`${url}report/`);
		expect(await keptByBrowser(page)).toBe('[{},{},""]');
		expect(await step()).toBe('要举报什么问题');
	});

	test('the secret is shown once, kept nowhere, and never in an address that a server sees', async () => {
		await fillToSummary(page, '夜里有挖机往外拉矿石，没有牌子。');
		await onward(page, '提交举报');
		const { number, secret } = await receiptDigits(page);
		expect(await keptByBrowser(page)).not.toContain(secret);
		await confirmSaved(page, secret);
		expect((await page.content()).replace(/\s/g, '')).not.toContain(secret);
		expect(await keptByBrowser(page)).toBe('[{},{},""]');

		await page.goto(`${url}track/#${number}-${secret}`);
		await page.getByRole('heading', { name: /办理情况/ }).waitFor();
		expect(page.url()).toBe(`${url}track/`);
		expect(await keptByBrowser(page)).toBe('[{},{},""]');
		await page.reload();
		expect(await page.locator('#case').isVisible()).toBe(false);
		for (const request of asked) expect(request.url().replace(/#.*/, '')).not.toContain(secret);
		for (const request of asked) expect(request.headers().referer ?? '').not.toContain(secret);
	});

	test('nothing is asked of another host', () => {
		expect(asked.filter((request) => !request.url().startsWith(url)).map((request) => request.url())).toEqual([]);
	});
});

describe('the place', () => {
	test('by the phone says the accuracy and the county at once', async () => {
		await phone.grantPermissions(['geolocation']);
		await phone.setGeolocation({ latitude: 41.8, longitude: 120.77, accuracy: 25 });
		await page.getByLabel('无证开采', { exact: true }).check();
		await onward(page);
		await page.getByLabel('用手机定位').check();
		await page.getByRole('button', { name: '获取当前位置' }).click();
		await page.getByText('误差约 25 米').waitFor();
		await page.getByText('该位置属于北票市').waitFor();
	});

	test('refused by the phone leaves the other ways open', async () => {
		await page.getByLabel('无证开采', { exact: true }).check();
		await onward(page);
		await page.getByLabel('用手机定位').check();
		await page.getByRole('button', { name: '获取当前位置' }).click();
		await page.getByText('改用其他方式说明地点').waitFor();
	});

	test('pasted from a map is understood, outside the city it may still be sent', async () => {
		await page.getByLabel('无证开采', { exact: true }).check();
		await onward(page);
		await page.getByLabel('填写坐标').check();
		await page.getByLabel('坐标或地图链接').fill('https://uri.amap.com/marker?position=120.7762,41.8021');
		await page.getByText('该位置属于北票市').waitFor();
		expect(await page.getByLabel('坐标从哪里来').inputValue()).toBe('gcj02');
		await page.getByLabel('坐标或地图链接').fill('39.9, 116.4');
		await page.getByText('不在朝阳市各县').waitFor();
		await onward(page);
		expect(await step()).toBe('发生了什么');
	});

	test('is filled in by choosing a registered pond', async () => {
		await page.goto(`${url}report/?pond=demo-01&category=wrong-pond-information`);
		await page.getByText('已选择：演示一号尾矿库').waitFor({ state: 'attached' });
		expect(await page.locator('[value="wrong-pond-information"]').isChecked()).toBe(true);
		await onward(page);
		expect(await page.getByLabel('坐标或地图链接').inputValue()).not.toBe('');
		await page.getByRole('button', { name: '取消选择' }).click();
		expect(await page.getByText('已选择').isVisible()).toBe(false);
	});
});

describe('tracking', () => {
	test('says the same for a wrong number and a wrong secret, and what to do when the service is down', async () => {
		await fillToSummary(page, '夜里有挖机往外拉矿石，没有牌子。');
		await onward(page, '提交举报');
		const { number, secret } = await receiptDigits(page);
		await page.goto(`${url}track/`);
		await page.getByLabel('受理编号').fill(number);
		await page.getByLabel('查询密码').fill(`${secret.slice(1)}${secret.slice(0, 1)}0`.slice(0, 16));
		await page.getByRole('button', { name: '查询', exact: true }).click();
		await page.getByText('没有找到这件举报').waitFor();

		await page.route('**/api/reports/track', (route) => route.abort());
		await page.getByLabel('查询密码').fill(secret);
		await page.getByRole('button', { name: '查询', exact: true }).click();
		await page.getByText('查询服务暂时没有回应').waitFor();
		expect(await page.locator('#track-down').textContent()).toContain('12345');
		await page.unroute('**/api/reports/track');
		await page.getByRole('button', { name: '查询', exact: true }).click();
		await page.getByRole('heading', { name: /办理情况/ }).waitFor();

		await page.getByLabel('补充情况或答复询问').fill('车牌看不清。');
		await page.getByRole('button', { name: '发送', exact: true }).click();
		await page.getByText('补充内容已送达').waitFor();
		expect(await page.locator('#case-messages').textContent()).toContain('车牌看不清');
	});
});

describe('where the operator has chosen hCaptcha', () => {
	/** What hCaptcha's script promises, with a button in place of its puzzle. */
	const script = `window.hcaptcha = {
		render(box, options) {
			const button = document.createElement('button');
			button.type = 'button';
			button.textContent = '我是人';
			let given = 0;
			button.onclick = () => options.callback('token ' + ++given);
			window.expire = options['expired-callback'];
			box.append(button);
			return 'widget';
		},
		reset() {},
	};`;

	test('its script is loaded only then, and its token goes with the report, a fresh one when it ran out', async () => {
		const open = await browser.newContext({ viewport: { width: 360, height: 740 }, bypassCSP: true });
		const form = await open.newPage();
		const sent: string[] = [];
		await form.route('**/api/captcha', (route) => route.fulfill({ json: { provider: 'hcaptcha', sitekey: 'key' } }));
		await form.route('https://js.hcaptcha.com/**', (route) =>
			route.fulfill({ contentType: 'text/javascript', body: script }),
		);
		await form.route(posts, async (route) => {
			sent.push((route.request().postDataJSON() as { captcha: string }).captcha);
			const json = { status: 422, code: 'captcha_failed', title: '验证没有通过' };
			await route.fulfill({ status: 422, contentType: 'application/problem+json', json });
		});
		await form.goto(`${url}report/`);
		await fillToSummary(form, '夜里有挖机往外拉矿石，没有牌子。');
		await form.getByText('请完成下面的验证').waitFor();
		await form.getByRole('button', { name: '我是人' }).click();
		await form.getByText('安全验证已完成').waitFor();
		await form.evaluate(() => (window as unknown as { expire(): void }).expire());
		await form.getByText('请完成下面的验证').waitFor();
		await form.getByRole('button', { name: '我是人' }).click();
		await onward(form, '提交举报');
		await form.getByText('请完成下面的验证').waitFor();
		await form.getByRole('button', { name: '我是人' }).click();
		await expect.poll(() => sent).toEqual(['token 2', 'token 3']);
		await form.getByRole('button', { name: '停止，返回修改' }).click();
		await form.getByRole('alert').getByText('已停止发送').waitFor();
		await open.close();
	});
});

describe('everybody can use it', () => {
	test('from the first key to the receipt without a mouse', async () => {
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
		await press('Tab', 'Enter');
		await tabTo('description');
		await page.keyboard.type('夜里有挖机往外拉矿石。');
		await tabTo('avoidCounty-yes');
		await press('Tab', 'Enter');
		await tabTo('mode-anonymous');
		await press('Space', 'Enter');
		expect(await step()).toBe('核对后提交');
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
		const bare = await phone.newPage();
		await bare.route('**/assets/*.js', (route) => route.abort());
		await bare.goto(`${url}report/`);
		expect(await bare.getByRole('button', { name: '继续', exact: true }).isDisabled()).toBe(true);
		expect(await bare.getByRole('link', { name: '12350' }).isVisible()).toBe(true);
	});

	test('errors are summed up, take the focus and lead to their fields', async () => {
		await onward(page);
		expect(await page.evaluate(() => document.activeElement?.id)).toBe('error-summary');
		await page.getByRole('alert').getByRole('link', { name: '请选择要举报的问题。' }).click();
		expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).name)).toBe('category');
	});

	test('every control of every step has a name, and axe finds nothing', async () => {
		await expectAccessible(page);
		await fillToSummary(page, '夜里有挖机往外拉矿石，没有牌子。');
		await expectAccessible(page);
		for (let back = 3; back > 0; back--) {
			await page.goBack();
			await expectAccessible(page);
		}
		await page.goto(`${url}track/`);
		await expectAccessible(page);
	});
});

async function expectAccessible(page: Page): Promise<void> {
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
	const names = await page.evaluate(() =>
		Array.from(document.querySelectorAll<HTMLInputElement>('main input:not([type=hidden]), main select, main textarea'))
			.filter((control) => control.offsetParent !== null && !control.labels?.[0]?.textContent?.trim())
			.map((control) => control.id),
	);
	expect(names).toEqual([]);
	// Run by the debugger, which the page's policy does not bind.
	await page.evaluate(axe);
	const found = await page.evaluate(() =>
		(
			window as unknown as { axe: { run(): Promise<{ violations: Array<{ id: string; nodes: unknown[] }> }> } }
		).axe.run(),
	);
	expect(found.violations.map(({ id, nodes }) => `${id}: ${JSON.stringify(nodes)}`)).toEqual([]);
}
