import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { openBrowser } from './browser.ts';
import { askForIdentity, consentToIdentity, moveReport, openReport, signIn } from './officer.ts';

const url = inject('url');
const password = inject('password');
let browser: Browser;

beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(() => browser.close());

test('the officer sees the clean picture by a click, and takes out the original only under a consent, with a reason', async () => {
	const photo = await sharp({ create: { width: 320, height: 240, channels: 3, background: '#7a6e5a' } })
		.jpeg()
		.withExif({ IFD0: { Copyright: '演示相机' } })
		.toBuffer();
	const number = await reportWith(photo);
	const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
	await signIn(page, url, 'lingyuan', password);
	await openReport(page, url, number);
	expect(await page.getByRole('img', { name: '附件 1的预览图' }).count()).toBe(0);
	expect(await page.getByRole('button', { name: '下载原件：附件 1' }).count()).toBe(0);
	await page.getByRole('button', { name: '查看预览：附件 1' }).click();
	const picture = page.getByRole('img', { name: '附件 1的预览图' });
	await picture.waitFor();
	await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0);

	await moveReport(page, '受理');
	expect(await page.getByRole('button', { name: '下载原件：附件 1' }).count()).toBe(0);
	await askForIdentity(page, '核对拍摄位置');
	const approver = await (await browser.newContext({ viewport: { width: 360, height: 800 } })).newPage();
	await signIn(approver, url, 'lingyuan-approver', password);
	await consentToIdentity(approver, url, number);
	await openReport(page, url, number);
	await page.getByRole('button', { name: '下载原件：附件 1' }).click();
	await page.getByRole('button', { name: '记录并下载' }).click();
	await page.getByText('请写明查看理由').waitFor();
	await page.getByLabel('查看理由').fill('核对拍摄位置');
	const saving = page.waitForEvent('download');
	await page.getByRole('button', { name: '记录并下载' }).click();
	const saved = await readFile(await (await saving).path());
	expect(saved.equals(photo)).toBe(true);
});

/** Sends a report with one picture, as a phone does. Returns its number. */
async function reportWith(photo: Buffer): Promise<string> {
	const draft = randomUUID();
	const tus = { 'tus-resumable': '1.0.0', 'upload-draft': draft };
	const base64 = (text: string) => Buffer.from(text).toString('base64');
	const announced = await fetch(`${url}api/uploads`, {
		method: 'POST',
		headers: {
			...tus,
			'upload-length': String(photo.length),
			'upload-metadata': `filename ${base64('a.jpg')},filetype ${base64('image/jpeg')}`,
		},
	});
	const place = new URL(announced.headers.get('location') ?? '', url);
	await fetch(place, {
		method: 'PATCH',
		headers: { ...tus, 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' },
		body: new Uint8Array(photo),
	});
	const { challenge } = await (await fetch(`${url}api/captcha`)).json();
	const solution = await solveChallenge({ challenge, deriveKey });
	const sent = await fetch(`${url}api/reports`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID(), 'upload-draft': draft },
		body: JSON.stringify({
			category: 'no-licence',
			description: '山坡上有挖掘机作业，附照片。',
			location: { adcode: 211382, place: '演示地点' },
			uploads: [place.pathname.split('/').at(-1)],
			reporter: { mode: 'anonymous' },
			captcha: base64(JSON.stringify({ challenge, solution })),
		}),
	});
	const receipt = await sent.json();
	expect(receipt.number, JSON.stringify(receipt)).toMatch(/^\d{12}$/);
	return receipt.number;
}
