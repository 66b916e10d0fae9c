import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { movie } from '../api/evidence/uploads/files.ts';
import { jpeg } from '../api/evidence/uploads/pictures.ts';
import { openByCode } from './citizen.ts';
import { expectAccessible } from './expect-accessible.ts';
import {
	answerAtLast,
	inPrivateWebKit,
	storedBytes,
	withBrokenStore,
	withFullStore,
	withSilentStore,
} from './phone-stores.ts';
import { fillAndSend, fillToStory, fromStoryToSummary, nextStep, receiptDigits, resumeDraft } from './report-form.ts';
import { usePhone } from './report-phone.ts';

const url = inject('url');
const uploads = `${url}api/uploads**`;
const posts = `${url}api/reports`;
const phone = usePhone();

let photo: { name: string; mimeType: string; buffer: Buffer };
let film: typeof photo;
const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>');
// A phone may give a name that no line is long enough for.
const notPhoto = { name: `Screenshot_20260601_${'0123456789'.repeat(5)}.jpg`, mimeType: 'image/jpeg', buffer: svg };
beforeAll(async () => {
	photo = { name: '3.jpg', mimeType: 'image/jpeg', buffer: await jpeg() };
	// More than one piece of what the phone keeps.
	film = { name: '夜里.mp4', mimeType: 'video/mp4', buffer: Buffer.from(movie({ length: 2_400_000 })) };
});

const choose = (page: Page, ...files: Array<typeof photo>) => page.locator('#evidence').setInputFiles(files);
const lines = (page: Page) => page.locator('#evidence-files li');
const summary = (page: Page) => page.locator('#summary-files');
const question = (page: Page) => page.locator('#evidence-waiting');
const arrived = (page: Page, files = 1) =>
	expect.poll(() => lines(page).filter({ hasText: '已传完。' }).count(), { timeout: 60_000 }).toBe(files);
const kept = (page: Page, ...files: Array<typeof photo>) =>
	expect.poll(() => storedBytes(page)).toBe(files.reduce((sum, { buffer }) => sum + buffer.length, 0));

/** Chooses a file in what the phone opens after `press`. */
async function chooseAfter(page: Page, press: () => Promise<void>, file: typeof photo): Promise<void> {
	const chooser = page.waitForEvent('filechooser');
	// The browser hears that a choice is wanted on another channel than keys and taps, perhaps later: an answer on that
	// channel says that it has heard.
	await page.evaluate(() => document.title);
	await press();
	await (await chooser).setFiles(file);
}

/** What the receipt says of files. */
async function received(page: Page): Promise<string | null> {
	await receiptDigits(page);
	return page.locator('#receipt-lines dt:has-text("收到的文件") + dd').textContent();
}

/** Fills the form with files that the network lets through no more, and opens it anew where `store` holds. */
async function reopen(page: Page, files: Array<typeof photo>, store?: (page: Page) => Promise<void>): Promise<void> {
	await page.route(uploads, (route) => route.abort());
	await fillToStory(page);
	await choose(page, ...files);
	await kept(page, ...files);
	await fromStoryToSummary(page);
	await store?.(page);
	await page.reload();
	await page.unroute(uploads);
	await resumeDraft(page);
}

describe('the receipt names what has arrived', () => {
	test('by kind, on the page and in the copied text, and says where nothing has', async () => {
		const { page } = phone;
		await fillToStory(page);
		await choose(page, photo, { ...photo, name: '4.jpg' }, film);
		await arrived(page, 3);
		await fromStoryToSummary(page);
		expect(await summary(page).textContent()).toBe('照片 2 张、视频 1 个');
		await nextStep(page, '提交举报');
		expect(await received(page)).toBe('照片 2 张、视频 1 个');
	});
});

describe('a reload loses no file in silence', () => {
	test('in a private window of WebKit files are kept as bytes, and go with the report', async () => {
		const { page } = phone;
		await inPrivateWebKit(page);
		await page.reload();
		await reopen(page, [photo, film]);
		await nextStep(page, '提交举报');
		expect(await received(page)).toBe('照片 1 张、视频 1 个');
	});

	test('a store that answers late keeps a quick tap waiting, and the report goes with its files', async () => {
		const { page } = phone;
		await reopen(page, [photo], withSilentStore);
		await nextStep(page, '提交举报');
		await question(page).getByText('正在读取保存在本机的 1 个文件').waitFor();
		expect(await summary(page).textContent()).toBe('照片 1 张，正在从本机读取');
		expect(await page.locator('#receipt').isVisible()).toBe(false);
		await answerAtLast(page);
		expect(await received(page)).toBe('照片 1 张');
	});

	test('a store that never answers is not waited for: the page says so, asks, and takes the file if it comes after all', async () => {
		const { page } = phone;
		await reopen(page, [photo], withSilentStore);
		await nextStep(page, '提交举报');
		await question(page).getByText('照片 3.jpg（', { exact: false }).waitFor();
		expect(await question(page).textContent()).toContain('还没有从本机读出');
		expect(await page.evaluate(() => document.activeElement?.id)).toBe('evidence-waiting');
		await answerAtLast(page);
		expect(await received(page)).toBe('照片 1 张');
	});

	test('a store that fails: the draft names what is missing, at each step, and the report goes without it only when told', async () => {
		const { page } = phone;
		await reopen(page, [photo], withBrokenStore);
		const size = `${Math.round(photo.buffer.length / 1000)} KB`;
		await expect.poll(() => summary(page).textContent()).toBe(`照片 3.jpg（${size}）没有保存在本机，请重新选择。`);
		await page.goBack();
		const bar = page.locator('#draft-files');
		await expect.poll(() => bar.textContent()).toContain(`照片 3.jpg（${size}）没有保存在本机，请重新选择。`);
		expect(await bar.getAttribute('role')).toBe('status');
		await page.goForward();
		await nextStep(page, '提交举报');
		await question(page).getByText('没有保存在本机').waitFor();
		await expectAccessible(page);
		await page.getByRole('button', { name: '不带它提交' }).click();
		expect(await received(page)).toBe('没有');
	});

	test('a missing file is chosen again, under another name as well, and takes its place', async () => {
		const { page } = phone;
		await reopen(page, [photo, film], withBrokenStore);
		await nextStep(page, '提交举报');
		await page.getByRole('button', { name: '返回更换' }).click();
		await phone.at('发生了什么');
		expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('重新选择3.jpg');
		await chooseAfter(page, () => page.keyboard.press('Enter'), { ...photo, name: 'IMG_0003.jpg' });
		// What looks the same needs no button.
		await choose(page, film);
		await arrived(page, 2);
		expect(await lines(page).count()).toBe(2);
		expect(await page.locator('#draft-files').textContent()).not.toContain('重新选择');
		await fromStoryToSummary(page);
		await nextStep(page, '提交举报');
		expect(await received(page)).toBe('照片 1 张、视频 1 个');
	});

	test('what the phone could not keep is said until the report is sent; what the server has is not lost by a reload', async () => {
		const { page } = phone;
		await withFullStore(page);
		await page.reload();
		await fillToStory(page);
		await choose(page, photo);
		const warning = page.locator('#evidence-unkept');
		await warning.getByText('本机存不下“3.jpg”').waitFor();
		await arrived(page);
		await page.locator('#evidence-status', { hasText: '已传完' }).waitFor();
		expect(await warning.textContent()).toContain('提交之前请不要关闭或刷新本页');
		await nextStep(page);
		expect(await page.locator('#draft-files').textContent()).toContain('本机存不下“3.jpg”');
		await page.reload();
		await resumeDraft(page);
		await page.goBack();
		await arrived(page);
		await fromStoryToSummary(page);
		await nextStep(page, '提交举报');
		expect(await received(page)).toBe('照片 1 张');
	});
});

describe('a report that comes back after a reload has its files again', () => {
	/** Sends with a file, loses every answer, and opens the page anew. */
	async function reloadOnTheWay(page: Page): Promise<void> {
		await fillToStory(page);
		await choose(page, photo);
		await arrived(page);
		await fromStoryToSummary(page);
		await page.route(posts, (route) => route.abort('connectionreset'));
		await nextStep(page, '提交举报');
		await page.locator('#send-status').getByText('网络中断').waitFor();
		await page.reload();
		await resumeDraft(page);
	}

	test('when it is stopped and sent once more', async () => {
		const { page } = phone;
		await reloadOnTheWay(page);
		await page.getByRole('button', { name: '停止，返回修改' }).click();
		await page.getByRole('alert').getByText('已停止发送').waitFor();
		await page.unroute(posts);
		await nextStep(page, '提交举报');
		expect(await received(page)).toBe('照片 1 张');
	});

	test('when the server refuses it', async () => {
		const { page } = phone;
		await reloadOnTheWay(page);
		// The newest takes its place: without any, what is on its way would arrive in between.
		await page.route(posts, (route) => {
			const body = route.request().postDataJSON() as Record<string, unknown>;
			return route.continue({ postData: JSON.stringify({ ...body, reporter: { mode: 'anonymous', phone: 'x' } }) });
		});
		await page.getByRole('alert').getByRole('link').waitFor();
		await page.unroute(posts);
		await nextStep(page);
		await nextStep(page, '提交举报');
		expect(await received(page)).toBe('照片 1 张');
	});
});

test('what is on neither the phone nor the server any more is missing, and named', async () => {
	const { page } = phone;
	await withFullStore(page);
	await page.reload();
	const announced = page.waitForRequest((request) => request.method() === 'PATCH');
	await fillToStory(page);
	await choose(page, photo);
	await arrived(page);
	const sent = await announced;
	const headers = { 'Tus-Resumable': '1.0.0', 'Upload-Draft': sent.headers()['upload-draft'] ?? '' };
	expect((await phone.context.request.delete(sent.url(), { headers })).status()).toBe(204);
	await page.reload();
	await resumeDraft(page);
	await lines(page).getByText('没有保存在本机，请重新选择。').waitFor();
	await lines(page).getByRole('button', { name: '删除' }).click();
	expect(await lines(page).count()).toBe(0);
});

test('a file refused while a later message waits for it stops that message, too', async () => {
	const { page } = phone;
	await openByCode(page, url, await fillAndSend(page));
	await choose(page, photo, notPhoto);
	await lines(page).getByText('没有接收：').waitFor();
	await page.getByLabel('补充情况或答复询问').fill('今天又拍到一张。');
	await page.getByRole('button', { name: '发送', exact: true }).click();
	await question(page).getByText('没有被接收').waitFor();
	await expectAccessible(page);
	await page.getByRole('button', { name: '不带它提交' }).click();
	await page.locator('#case-timeline li').last().getByText('您补充了情况和 1 个文件。').waitFor();
});

describe('a file refused after 提交举报 stops the sending', () => {
	/** Presses 提交举报 while the file is still on its way; what is sent through after that is refused by the server. */
	async function refusedWhileWaiting(page: Page): Promise<void> {
		let letThrough: () => void = () => undefined;
		const held = new Promise<void>((resolve) => {
			letThrough = resolve;
		});
		await page.route(uploads, async (route) => {
			await held;
			await route.continue();
		});
		await fillToStory(page);
		await choose(page, notPhoto);
		await fromStoryToSummary(page);
		await nextStep(page, '提交举报');
		await question(page).getByText('还有 1 个文件没有传完').waitFor();
		letThrough();
		await question(page).getByText('没有被接收：不接收网页、SVG 和文本文件').waitFor();
		expect(await page.evaluate(() => document.activeElement?.id)).toBe('evidence-waiting');
		expect(await page.locator('#receipt').isVisible()).toBe(false);
	}

	test('and goes without it once told', async () => {
		const { page } = phone;
		await refusedWhileWaiting(page);
		await expectAccessible(page);
		await page.getByRole('button', { name: '不带它提交' }).click();
		expect(await received(page)).toBe('没有');
	});

	test('or goes back, where another takes its place', async () => {
		const { page } = phone;
		await refusedWhileWaiting(page);
		await page.getByRole('button', { name: '返回更换' }).click();
		await chooseAfter(page, () => lines(page).getByRole('button', { name: '重新选择' }).click(), photo);
		await arrived(page);
		expect(await lines(page).count()).toBe(1);
		await fromStoryToSummary(page);
		await nextStep(page, '提交举报');
		expect(await received(page)).toBe('照片 1 张');
	});

	test('also when it was refused before, and the page was reloaded since', async () => {
		const { page } = phone;
		await fillToStory(page);
		await choose(page, notPhoto);
		await lines(page).getByText('没有接收：').waitFor();
		await fromStoryToSummary(page);
		await page.reload();
		await resumeDraft(page);
		await nextStep(page, '提交举报');
		await question(page).getByText('没有被接收').waitFor();
	});
});
