import { PDFiumLibrary } from '@hyzyla/pdfium';
import sharp from 'sharp';
import type { InsideRules } from '../rules.ts';
import { toJpeg } from './picture.ts';

/** The pages of a document as pictures, the first of them as many as the rules say, so that nobody must open the file. */
export interface DrawnPages {
	/** Of the whole document. */
	count: number;
	pictures: AsyncGenerator<Buffer>;
}

export async function drawPdf(rules: InsideRules, bytes: Buffer): Promise<DrawnPages> {
	const library = await PDFiumLibrary.init();
	const document = await library.loadDocument(bytes);
	const count = document.getPageCount();
	async function draw(index: number): Promise<Buffer> {
		const page = document.getPage(index);
		const { originalWidth, originalHeight } = page.getOriginalSize();
		const scale = rules.previewPx / Math.max(originalWidth, originalHeight, 1);
		const { data, width, height } = await page.render({ scale, renderFormFields: false });
		return toJpeg(sharp(data, { raw: { width, height, channels: 4 } }).removeAlpha(), rules);
	}
	async function* pictures() {
		for (let index = 0; index < Math.min(count, rules.previewPages); index++) {
			yield await draw(index);
			// Pixels of a page lie outside of the heap, so garbage collection would not notice them in time.
			globalThis.gc?.();
		}
	}
	return { count, pictures: pictures() };
}
