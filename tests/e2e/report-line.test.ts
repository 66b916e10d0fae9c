import { describe, expect, inject, test } from 'vitest';
import { expectAccessible } from './expect-accessible.ts';
import { fillAndSend, fillToSummary, nextStep, receiptDigits, resumeDraft, storedByBrowser } from './report-form.ts';
import { usePhone } from './report-phone.ts';

const url = inject('url');
const posts = `${url}api/reports`;
const phone = usePhone();
const status = () => phone.page.locator('#send-status');

describe('a report survives a bad phone and a bad line', () => {
	test('a reload, the back button and a closed page lose nothing of the draft', async () => {
		const { page } = phone;
		await page.getByLabel('无证开采', { exact: true }).check();
		await nextStep(page);
		await page.getByLabel('用文字说明').check();
		await page.getByLabel('地点说明').fill('河西村东沟');
		await page.goBack();
		await phone.at('要举报什么问题');
		await page.goForward();
		await phone.at('问题发生在哪里');
		await page.reload();
		await resumeDraft(page);
		await phone.at('问题发生在哪里');
		expect(await page.getByLabel('地点说明').inputValue()).toBe('河西村东沟');

		const later = await phone.context.newPage();
		await page.close();
		await later.goto(`${url}report/`);
		await resumeDraft(later);
		await expect.poll(() => later.getByLabel('地点说明').inputValue()).toBe('河西村东沟');
		later.once('dialog', (dialog) => dialog.dismiss());
		await later.getByRole('button', { name: '删除草稿' }).click();
		expect(await storedByBrowser(later)).toContain('河西村');
		later.once('dialog', (dialog) => dialog.accept());
		await later.getByRole('button', { name: '删除草稿' }).click();
		await later.getByRole('heading', { name: '要举报什么问题' }).waitFor();
		expect(await storedByBrowser(later)).not.toContain('河西村');
	});

	test('an answer lost on the way, two taps and a reload still make one report', async () => {
		const { page } = phone;
		await fillToSummary(page);
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
		await resumeDraft(page);
		const { number } = await receiptDigits(page);
		expect(number).toBe(first);
	});

	test('what was on its way goes on behind a question: whoever picks up the phone sees neither words nor secret', async () => {
		const { page } = phone;
		const words = '夜里有挖机往外拉矿石，没有牌子。';
		await fillToSummary(page, words);
		await page.route(posts, async (route) => {
			await route.fetch();
			await route.abort('connectionreset');
		});
		await nextStep(page, '提交举报');
		await status().getByText('网络中断').waitFor();
		await page.unroute(posts);
		const answered = page.waitForResponse(posts);
		await page.reload();
		expect((await answered).status()).toBe(201);
		await page.getByRole('heading', { name: '本机有一份没有完成的举报' }).waitFor();
		const { secret } = (await (await answered).json()) as { secret: string };
		await expectAccessible(page);
		for (const id of ['report-form', 'sending', 'receipt', 'draft-bar'])
			expect(await page.locator(`#${id}`).isVisible(), id).toBe(false);
		expect((await page.content()).replace(/<[^>]*>|\s/g, '')).not.toContain(secret);
		await resumeDraft(page);
		expect((await receiptDigits(page)).secret).toBe(secret);
	});

	test('beginning anew after that is asked twice, and says that the report may have arrived', async () => {
		const { page } = phone;
		await fillToSummary(page);
		await page.route(posts, (route) => route.abort('connectionreset'));
		await nextStep(page, '提交举报');
		await status().getByText('网络中断').waitFor();
		await page.reload();
		page.removeAllListeners('dialog');
		const asked = page.waitForEvent('dialog');
		const pressed = page.getByRole('button', { name: '重新填写' }).click();
		const dialog = await asked;
		expect(dialog.message()).toContain('可能已经送达');
		await dialog.accept();
		await pressed;
		await page.getByRole('heading', { name: '要举报什么问题' }).waitFor();
		expect(await storedByBrowser(page)).toBe('[{},{},""]');
	});

	test('a receipt that was shown and not confirmed is found again for three days, its words and files are not', async () => {
		const { page } = phone;
		const { number } = await fillAndSend(page);
		const draft = await page.evaluate(() => JSON.parse(localStorage.getItem('report-draft-1') ?? '{}'));
		expect(draft).toMatchObject({ fields: {}, held: [] });
		await page.reload();
		await resumeDraft(page);
		expect((await receiptDigits(page)).number).toBe(number);

		await page.route(posts, (route) => route.abort('connectionreset'));
		await page.reload();
		await resumeDraft(page);
		await status().getByText('网络中断').waitFor();
		expect(await page.getByRole('button', { name: '停止，返回修改' }).isVisible()).toBe(false);

		await page.evaluate(
			(shownAt) => {
				const kept = JSON.parse(localStorage.getItem('report-draft-1') ?? '{}');
				localStorage.setItem('report-draft-1', JSON.stringify({ ...kept, shownAt }));
			},
			Date.now() - 3 * 24 * 3600 * 1000,
		);
		await page.goto(url);
		await page.goto(`${url}report/`);
		await phone.at('要举报什么问题');
		expect(await storedByBrowser(page)).toBe('[{},{},""]');
	});

	test('a browser that keeps nothing says so at once, and the report goes all the same', async () => {
		const { page } = phone;
		await page.addInitScript(() => {
			for (const store of ['localStorage', 'indexedDB']) {
				Object.defineProperty(window, store, {
					get() {
						throw new DOMException('refused', 'SecurityError');
					},
				});
			}
		});
		await page.reload();
		await page.getByLabel('越界越层开采', { exact: true }).check();
		await page.getByText('不能保存草稿，关闭本页后内容会丢失').waitFor();
		await fillToSummary(page);
		await phone.context.setOffline(true);
		await nextStep(page, '提交举报');
		await page.getByText('提交完成以前请不要关闭本页').waitFor();
		expect(await page.getByText('内容已保存在本机').isVisible()).toBe(false);
		await phone.context.setOffline(false);
		expect((await receiptDigits(page)).number).toMatch(/^\d{12}$/);
	});

	test('without a network it waits, says so, and goes by itself when the network is back', async () => {
		const { page } = phone;
		await fillToSummary(page);
		await phone.context.setOffline(true);
		await nextStep(page, '提交举报');
		await status().getByText('手机没有网络').waitFor();
		await page.getByRole('button', { name: '停止，返回修改' }).click();
		await page.getByRole('alert').getByText('举报没有送出').waitFor();
		await nextStep(page, '提交举报');
		await status().getByText('手机没有网络').waitFor();
		await phone.context.setOffline(false);
		expect((await receiptDigits(page)).number).toMatch(/^\d{12}$/);
	});

	test('what was sent first counts when the reporter stops, changes the words and sends again', async () => {
		const { page } = phone;
		await fillToSummary(page, '第一次写的情况。');
		await page.route(posts, async (route) => {
			await route.fetch();
			await route.abort('connectionreset');
		});
		await nextStep(page, '提交举报');
		await status().getByText('网络中断').waitFor();
		await page.getByRole('button', { name: '停止，返回修改' }).click();
		await page.getByRole('alert').getByText('先前的发送可能已经送达').waitFor();
		await page.unroute(posts);
		await page.getByRole('button', { name: /修改\s*情况/ }).click();
		await page.getByLabel('看到的情况').fill('后来改的情况。');
		await nextStep(page);
		await nextStep(page);
		await nextStep(page, '提交举报');
		await receiptDigits(page);
		expect(await page.getByText('以那一次的内容为准').isVisible()).toBe(true);
	});

	test('a refusal by the server shows at its field and nothing is lost', async () => {
		const { page } = phone;
		await fillToSummary(page);
		await page.route(posts, (route) => {
			const body = route.request().postDataJSON() as Record<string, unknown>;
			return route.continue({ postData: JSON.stringify({ ...body, reporter: { mode: 'anonymous', phone: 'x' } }) });
		});
		await nextStep(page, '提交举报');
		const alert = page.getByRole('alert');
		await alert.getByRole('link').waitFor();
		await phone.at('您的身份');
		await alert.getByRole('link').click();
		expect(await page.evaluate(() => document.activeElement?.id)).toBe('phone');
		await page.unroute(posts);
		await nextStep(page);
		await nextStep(page, '提交举报');
		await receiptDigits(page);
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

	test('its script is loaded only then, its token goes with the report, and whoever cannot pass it finds a telephone', async () => {
		const open = await phone.browser.newContext({ viewport: { width: 360, height: 740 }, bypassCSP: true });
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
		await fillToSummary(form);
		await form.getByText('请完成下面的验证').waitFor();
		expect(await form.locator('#captcha-help').getByRole('link', { name: '12345' }).isVisible()).toBe(true);
		await form.getByRole('button', { name: '我是人' }).click();
		await form.getByText('安全验证已完成').waitFor();
		await form.evaluate(() => (window as unknown as { expire(): void }).expire());
		await form.getByText('请完成下面的验证').waitFor();
		await form.getByRole('button', { name: '我是人' }).click();
		await nextStep(form, '提交举报');
		await form.getByText('请完成下面的验证').waitFor();
		await form.getByRole('button', { name: '我是人' }).click();
		await expect.poll(() => sent).toEqual(['token 2', 'token 3']);
		await form.getByRole('button', { name: '停止，返回修改' }).click();
		await form.getByRole('alert').getByText('已停止发送').waitFor();
		await open.close();
	});
});
