import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { APIRequestContext, Browser, BrowserContext, CDPSession, Page, Request } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { movie } from '../api/evidence/uploads/files.ts';
import { iphoneHeic, takenHeic, takenPicture } from '../api/evidence/uploads/metadata.ts';
import { sha256 } from '../api/evidence/uploads/phone.ts';
import { jpeg } from '../api/evidence/uploads/pictures.ts';
import { openBrowser } from './browser.ts';
import { openByCode } from './citizen.ts';
import { consentByApi } from './officer.ts';
import {
	fillAndSend,
	fillToStory,
	fillToSummary,
	nextStep,
	receiptDigits,
	resumeDraft,
	fromStoryToSummary as toSummary,
} from './report-form.ts';

const url = inject('url');
const password = inject('password');
const films = movie({ length: 20_000_000 });
/** Slow 3G as the browser's own tools have it, and a line that comes back better. */
const slow = { latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000, offline: false };
const better = { latency: 20, downloadThroughput: 4_000_000, uploadThroughput: 20_000_000, offline: false };

let folder: string;
let browser: Browser;
let phone: BrowserContext;
let page: Page;

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'evidence-'));
	browser = await openBrowser();
});
afterAll(async () => {
	await browser?.close();
	rmSync(folder, { recursive: true });
});
beforeEach(async () => {
	phone = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'zh-CN' });
	phone.setDefaultTimeout(30_000);
	page = await phone.newPage();
	page.on('dialog', (dialog) => dialog.accept());
	await page.goto(`${url}report/`);
});
afterEach(() => phone.close());

function file(name: string, bytes: Uint8Array): string {
	const path = join(folder, name);
	writeFileSync(path, bytes);
	return path;
}

const input = () => page.locator('#evidence');
const lines = () => page.locator('#evidence-files li');
const refused = () => page.locator('#evidence-refused');
const complete = (files: number) =>
	expect.poll(() => lines().filter({ hasText: '已传完。' }).count(), { timeout: 60_000 }).toBe(files);

const toStory = () => fillToStory(page);
const fromStoryToSummary = () => toSummary(page);

async function line(): Promise<CDPSession> {
	const session = await phone.newCDPSession(page);
	await session.send('Network.enable');
	return session;
}

/** The county's clerk, who has accepted a report and may take out its originals, by the API. */
async function handler(number: string): Promise<APIRequestContext> {
	const [clerk, approver] = [await browser.newContext(), await browser.newContext()];
	const who = { clerk: clerk.request, approver: approver.request };
	await consentByApi(who, { url, password }, 'lingyuan', number);
	return clerk.request;
}

/** The county's approver, by the API. */
async function officer(): Promise<APIRequestContext> {
	const { request } = await browser.newContext();
	const data = { username: 'lingyuan-approver', password };
	expect((await request.post(`${url}api/staff/session`, { data })).status()).toBe(200);
	return request;
}

interface Attachment {
	id: string;
	digest: { method: string; value: string };
	format: string;
	previews: number;
}

async function attachments(request: APIRequestContext, number: string): Promise<Attachment[]> {
	const answer = await request.get(`${url}api/staff/reports/${number}`);
	return ((await answer.json()) as { attachments: Attachment[] }).attachments;
}

describe('evidence reaches the office over a bad line', () => {
	test('a film of 20 MB, cut in the middle on slow 3G, goes on where it stopped', async () => {
		await toStory();
		const network = await line();
		await network.send('Network.emulateNetworkConditions', slow);
		const offsets: number[] = [];
		page.on('request', (request) => {
			if (request.method() === 'PATCH') offsets.push(Number(request.headers()['upload-offset']));
		});
		await input().setInputFiles(file('夜里.mp4', films));
		await page.getByText(/正在上传，已完成 [1-9]/).waitFor();
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
		await network.send('Network.emulateNetworkConditions', { ...slow, offline: true });
		await page.getByText('网络中断，恢复后自动继续').waitFor();
		const before = offsets.length;
		await network.send('Network.emulateNetworkConditions', better);
		await page.getByText('已传完。', { exact: true }).waitFor({ timeout: 90_000 });
		expect(offsets[before]).toBeGreaterThan(0);
		await fromStoryToSummary();
		expect(await page.locator('#summary').textContent()).toContain('视频 1 个');
		await nextStep(page, '提交举报');
		const { number } = await receiptDigits(page);
		const [sent] = await attachments(await officer(), number);
		expect(sent).toMatchObject({ format: 'mp4', digest: { method: 'SHA-256', value: sha256(films) } });
	});

	test('a HEIC that an iPhone took, cut on slow 3G and reloaded, is seen by the office and stays identical', async () => {
		const { bytes, tells } = iphoneHeic();
		await toStory();
		const network = await line();
		await network.send('Network.emulateNetworkConditions', slow);
		await input().setInputFiles(file('IMG_3578.HEIC', bytes));
		await lines().getByText('IMG_3578.HEIC（1.1 MB）').waitFor();
		await page.getByText(/正在上传，已完成 [1-9]/).waitFor();
		await network.send('Network.emulateNetworkConditions', { ...slow, offline: true });
		await page.getByText('网络中断，恢复后自动继续').waitFor();
		await network.send('Network.emulateNetworkConditions', better);
		await page.reload();
		await resumeDraft(page);
		await complete(1);
		await fromStoryToSummary();
		await nextStep(page, '提交举报');
		const { number } = await receiptDigits(page);
		const request = await handler(number);
		const [sent] = await attachments(request, number);
		expect(sent).toMatchObject({ format: 'heic', previews: 1, digest: { method: 'SHA-256', value: sha256(bytes) } });
		const path = `${url}api/staff/reports/${number}/attachments/${sent?.id}`;
		const preview = await (await request.get(`${path}/preview`)).body();
		for (const [what, tell] of tells) expect({ what, there: preview.includes(tell) }).toEqual({ what, there: false });
		const { width, height, exif, icc } = await sharp(preview).metadata();
		expect({ width, height, exif, icc }).toEqual({ width: 1600, height: 1200 });
		const original = await request.post(`${path}/original`, { data: { reason: '核对拍摄时间' } });
		expect((await original.body()).equals(bytes)).toBe(true);
	});

	test('pausing stops it, a reload keeps it, and sending waits until it is complete', async () => {
		await toStory();
		const network = await line();
		await network.send('Network.emulateNetworkConditions', slow);
		await input().setInputFiles(file('a.mp4', movie({ length: 3_000_000 })));
		await page.getByText(/正在上传/).waitFor();
		await page.getByRole('button', { name: '暂停' }).click();
		await page.getByText('已暂停').waitFor();
		await network.send('Network.emulateNetworkConditions', better);
		await page.reload();
		await resumeDraft(page);
		await lines().getByText('a.mp4（3.0 MB）').waitFor();
		await page.getByText('已传完。', { exact: true }).waitFor();

		await network.send('Network.emulateNetworkConditions', slow);
		await input().setInputFiles(file('b.mp4', movie({ length: 4_000_000 })));
		await fromStoryToSummary();
		await nextStep(page, '提交举报');
		await page.getByText('还有 1 个文件没有传完').waitFor();
		expect(await page.evaluate(() => document.activeElement?.id)).toBe('evidence-waiting');
		await network.send('Network.emulateNetworkConditions', better);
		const { number } = await receiptDigits(page);
		expect(await attachments(await officer(), number)).toHaveLength(2);
	});

	test('a page that crashes loses neither words nor picture', async () => {
		await toStory();
		await input().setInputFiles(file('a.jpg', await jpeg()));
		await complete(1);
		const crashed = page.waitForEvent('crash');
		page.goto('chrome://crash').catch(() => undefined);
		await crashed;
		page = await phone.newPage();
		await page.goto(`${url}report/`);
		await resumeDraft(page);
		expect(await page.getByLabel('看到的情况').inputValue()).toBe('夜里有挖机往外拉矿石，没有牌子。');
		await complete(1);
		expect(await lines().textContent()).toContain('a.jpg');
	});

	test('while the server has no room, it says so, and the file goes on by itself', async () => {
		await toStory();
		let refused = 0;
		await page.route(`${url}api/uploads`, async (route) => {
			refused++;
			if (refused > 1) return route.continue();
			const json = { status: 503, code: 'unavailable', title: '服务暂时不可用', detail: '服务器暂时存不下更多文件。' };
			await route.fulfill({ status: 503, contentType: 'application/problem+json', json });
		});
		await input().setInputFiles(file('a.jpg', await jpeg()));
		await lines().getByText('服务器暂时存不下更多文件。').waitFor();
		await complete(1);
		expect(refused).toBe(2);
	});

	test('past the share of its network it proves its work by itself and goes on at once', async () => {
		await toStory();
		const paid: Array<string | undefined> = [];
		await page.route(`${url}api/uploads`, async (route) => {
			const answer = route.request().headers()['upload-captcha'];
			paid.push(answer);
			if (answer) return route.continue();
			const json = {
				status: 429,
				code: 'too_many',
				title: '操作过于频繁',
				detail: '请完成验证后再试。',
				captcha: true,
			};
			await route.fulfill({ status: 429, contentType: 'application/problem+json', json });
		});
		await input().setInputFiles(file('a.jpg', await jpeg()));
		await complete(1);
		expect(paid).toEqual([undefined, expect.stringMatching(/^[\w+/=]{200,}$/)]);
	});

	test('a proxy on the way that knows no PATCH is passed by POST', async () => {
		await toStory();
		const methods: string[] = [];
		await page.route(`${url}api/uploads/*`, async (route) => {
			methods.push(route.request().method());
			if (route.request().method() !== 'PATCH') return route.continue();
			await route.fulfill({ status: 405, contentType: 'text/html', body: '<h1>405</h1>' });
		});
		await input().setInputFiles(file('a.jpg', await jpeg()));
		await complete(1);
		expect(methods).toEqual(['PATCH', 'HEAD', 'POST']);
	});

	test('a page left open until the server had removed the files sends them again by itself', async () => {
		const arrived: Request[] = [];
		page.on('request', (request) => request.method() === 'PATCH' && arrived.push(request));
		await toStory();
		await input().setInputFiles(file('a.jpg', await jpeg()));
		await complete(1);
		await fromStoryToSummary();
		const [first] = arrived;
		const headers = { 'Tus-Resumable': '1.0.0', 'Upload-Draft': first?.headers()['upload-draft'] ?? '' };
		expect((await phone.request.delete(first?.url() ?? '', { headers })).status()).toBe(204);
		await nextStep(page, '提交举报');
		const { number } = await receiptDigits(page);
		expect(await attachments(await officer(), number)).toMatchObject([{ format: 'jpeg' }]);
		expect(arrived).toHaveLength(2);
	});

	test('who does not want to wait sends what is complete', async () => {
		await toStory();
		await input().setInputFiles(file('c.jpg', await jpeg()));
		await page.getByText('已传完。', { exact: true }).waitFor();
		const network = await line();
		await network.send('Network.emulateNetworkConditions', slow);
		await input().setInputFiles(file('d.mp4', movie({ length: 9_000_000 })));
		await fromStoryToSummary();
		await nextStep(page, '提交举报');
		await page.getByRole('button', { name: '不等了，先提交' }).click();
		const { number } = await receiptDigits(page);
		expect(await attachments(await officer(), number)).toHaveLength(1);
	});
});

test('pictures with place and camera, JPEG and HEIC, arrive as they are and show none of it in the preview', async () => {
	const taken = [await takenPicture(1), takenHeic()] as const;
	await toStory();
	await input().setInputFiles([file('家门口.jpg', taken[0].bytes), file('IMG_0001.HEIC', taken[1].bytes)]);
	await complete(2);
	await fromStoryToSummary();
	await nextStep(page, '提交举报');
	const { number } = await receiptDigits(page);
	const request = await handler(number);
	const sent = await attachments(request, number);
	expect(sent.map(({ format, previews }) => ({ format, previews }))).toEqual([
		{ format: 'jpeg', previews: 1 },
		{ format: 'heic', previews: 1 },
	]);
	for (const [index, { bytes, tells }] of taken.entries()) {
		const path = `${url}api/staff/reports/${number}/attachments/${sent[index]?.id}`;
		const preview = await (await request.get(`${path}/preview`)).body();
		for (const [what, tell] of tells) expect({ what, there: preview.includes(tell) }).toEqual({ what, there: false });
		const original = await request.post(`${path}/original`, { data: { reason: '核对拍摄位置' } });
		expect((await original.body()).equals(bytes)).toBe(true);
	}
});

test('pictures come with a later message on the tracking page, and nothing of them stays on the phone', async () => {
	const { number, secret } = await fillAndSend(page);
	await openByCode(page, url, { number, secret });
	await input().setInputFiles(file('又来了.jpg', await jpeg()));
	await page.getByLabel('补充情况或答复询问').fill('今天又拍到一张。');
	await page.getByRole('button', { name: '发送', exact: true }).click();
	await page.getByText('补充内容已送达').waitFor();
	expect(await lines().count()).toBe(0);
	expect(await page.locator('main').textContent()).not.toContain('又来了.jpg');
	// The case is read anew once the message is there.
	await page.locator('#case-timeline li').last().getByText('您补充了情况和 1 个文件。').waitFor();
	expect(await attachments(await officer(), number)).toMatchObject([{ format: 'jpeg', previews: 1 }]);
	expect(await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))).toEqual([]);
});

describe('what will not be taken is said', () => {
	test('before anything is sent: kind, size and number', async () => {
		await toStory();
		const posts: string[] = [];
		page.on('request', (request) => request.url().includes('/uploads') && posts.push(request.url()));
		expect(await page.locator('#evidence-hint').textContent()).toContain('最多 9 个，合计不超过 400 MB');
		await input().setInputFiles(file('a.zip', Buffer.from('PK')));
		await refused().getByText('没有添加“a.zip”：只接收照片').waitFor();
		await input().setInputFiles(file('big.jpg', Buffer.alloc(20_000_001)));
		await refused().getByText('超过了单个照片 20 MB 的上限').waitFor();
		expect(posts).toEqual([]);
		const photo = await jpeg();
		await input().setInputFiles(Array.from({ length: 10 }, (_, index) => file(`${index}.jpg`, photo)));
		await refused().getByText('没有添加“9.jpg”：最多添加 9 个文件').waitFor();
		expect(await lines().count()).toBe(9);
		await complete(9);
		await lines().first().getByRole('button', { name: '删除' }).click();
		await input().setInputFiles(file('9.jpg', photo));
		await complete(9);
	});

	test('and by the server, after looking into it', async () => {
		await toStory();
		await input().setInputFiles(file('x.jpg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')));
		await lines().getByText('不接收网页、SVG 和文本文件').waitFor();
		const announced: string[] = [];
		page.on('request', (request) => request.url() === `${url}api/uploads` && announced.push(request.method()));
		await phone.setOffline(true);
		await phone.setOffline(false);
		const photo = await jpeg();
		await input().setInputFiles(Array.from({ length: 9 }, (_, index) => file(`${index}.jpg`, photo)));
		await complete(9);
		expect(await refused().textContent()).toBe('');
		expect(announced).toHaveLength(9);
		for (let left = 10; left > 1; left--) await lines().last().getByRole('button', { name: '删除' }).click();
		await fromStoryToSummary();
		expect(await page.locator('#summary-files').textContent()).toMatch(/^照片 x\.jpg（1 KB）没有被接收：/);
	});
});

describe('nothing is left on the phone', () => {
	const databases = () => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));

	test('after leaving fast', async () => {
		await page.route('https://www.gov.cn/**', (route) => route.fulfill({ body: 'elsewhere' }));
		await toStory();
		await input().setInputFiles(file('a.jpg', await jpeg()));
		await page.getByText('已传完。', { exact: true }).waitFor();
		expect(await databases()).toEqual(['report-evidence']);
		await page.getByRole('link', { name: '快速离开' }).click();
		await page.waitForURL('https://www.gov.cn/');
		await page.goto(`${url}track/`);
		expect(await databases()).toEqual([]);
	});

	test('after removing the draft', async () => {
		await toStory();
		await input().setInputFiles(file('a.jpg', await jpeg()));
		await page.getByText('已传完。', { exact: true }).waitFor();
		await page.reload();
		await resumeDraft(page);
		await page.getByRole('button', { name: '删除草稿' }).click();
		await page.getByRole('heading', { name: '要举报什么问题' }).waitFor();
		await page.goto(`${url}track/`);
		expect(await databases()).toEqual([]);
	});

	test('the program that uploads is loaded only once a file is chosen', async () => {
		const scripts: string[] = [];
		page.on('request', (request) => request.resourceType() === 'script' && scripts.push(request.url()));
		await page.reload();
		await fillToSummary(page);
		const before = scripts.length;
		await page.goBack();
		await page.goBack();
		await input().setInputFiles(file('a.jpg', await jpeg()));
		await page.getByText('已传完。', { exact: true }).waitFor();
		expect(scripts.length).toBeGreaterThan(before);
	});
});
