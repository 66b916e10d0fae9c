import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { fillAndSend } from './report-form.ts';
import { usePhone } from './report-phone.ts';

const phone = usePhone();

/** A browser that gives scripts something else than what they have drawn; `most` is how far a colour is off. */
async function protect(page: Page, most: number): Promise<void> {
	await page.addInitScript((most) => {
		const { getImageData } = CanvasRenderingContext2D.prototype;
		const { toDataURL, toBlob } = HTMLCanvasElement.prototype;
		const spoil = ({ data }: ImageData) => {
			for (let at = 0; at < data.length; at++) {
				if (at % 4 !== 3) data[at] = (data[at] ?? 0) + Math.round((Math.random() * 2 - 1) * most);
			}
		};
		const spoiled = (canvas: HTMLCanvasElement): HTMLCanvasElement => {
			const copy = document.createElement('canvas');
			copy.width = canvas.width;
			copy.height = canvas.height;
			const pen = copy.getContext('2d') as CanvasRenderingContext2D;
			pen.drawImage(canvas, 0, 0);
			const image = getImageData.call(pen, 0, 0, copy.width, copy.height);
			spoil(image);
			pen.putImageData(image, 0, 0);
			return copy;
		};
		HTMLCanvasElement.prototype.toDataURL = function (...more) {
			return toDataURL.apply(spoiled(this), more);
		};
		HTMLCanvasElement.prototype.toBlob = function (...more) {
			return toBlob.apply(spoiled(this), more);
		};
		CanvasRenderingContext2D.prototype.getImageData = function (...more) {
			const image = getImageData.apply(this, more);
			spoil(image);
			return image;
		};
	}, most);
	await page.reload();
}

async function toReceipt(page: Page): Promise<void> {
	await fillAndSend(page);
	await page.getByRole('button', { name: '存为图片' }).click();
}

describe('the picture of the receipt', () => {
	test('is not offered where the browser gives stripes in its place: the page says to take a screenshot', async () => {
		const { page } = phone;
		await protect(page, 255);
		await toReceipt(page);
		await page.getByRole('status').getByText('请截图保存').waitFor();
		expect(await page.locator('#receipt-image').textContent()).toBe('');
		expect(await page.locator('#receipt-image img').count()).toBe(0);
	});

	test('is not offered either where only what is saved is spoiled', async () => {
		const { page } = phone;
		await page.addInitScript(() => {
			const { toDataURL } = HTMLCanvasElement.prototype;
			HTMLCanvasElement.prototype.toDataURL = function (this: HTMLCanvasElement) {
				const white = document.createElement('canvas');
				white.width = this.width;
				white.height = this.height;
				const pen = white.getContext('2d') as CanvasRenderingContext2D;
				pen.fillStyle = '#fff';
				pen.fillRect(0, 0, white.width, white.height);
				return toDataURL.call(white);
			};
		});
		await page.reload();
		await toReceipt(page);
		await page.getByRole('status').getByText('请截图保存').waitFor();
	});

	test('needs its code: where that cannot be loaded number and password stand on the page all the same', async () => {
		const { page } = phone;
		await page.route('**/assets/qr-code*', (route) => route.abort());
		await toReceipt(page);
		await page.getByRole('status').getByText('请截图保存').waitFor();
		expect(await page.getByText('也可以扫描二维码').isVisible()).toBe(false);
	});

	test('is offered where the noise is too little to be seen', async () => {
		const { page } = phone;
		await protect(page, 2);
		await toReceipt(page);
		await page.getByRole('img', { name: '举报回执图片' }).waitFor();
	});
});
