import sharp, { type Sharp } from 'sharp';
import type { EvidenceRules } from '../../../content/schema/evidence.ts';
import { decodeHeic } from './decode-heic.ts';
import type { Format } from './inspect-file.ts';
import type { PartFile } from './part-file.ts';

// Of all that libvips can read, only what a reporter may send.
sharp.cache(false);
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp'] });

/**
 * A picture drawn anew from the pixels alone, upright, without any metadata. Null where that fails: then there is no
 * preview, never the original in its place.
 */
export async function makePreview(
	rules: EvidenceRules,
	part: PartFile,
	size: number,
	format: Format,
): Promise<Buffer<ArrayBuffer> | null> {
	try {
		const picture = await (await open(rules, await part.read(0, size), format))
			.timeout({ seconds: 60 })
			.autoOrient()
			.resize({ width: rules.previewPx, height: rules.previewPx, fit: 'inside', withoutEnlargement: true })
			.flatten({ background: '#fff' })
			.jpeg({ quality: 80 })
			.toBuffer();
		return (await isClean(picture)) ? Buffer.from(picture) : null;
	} catch {
		return null;
	}
}

async function open(rules: EvidenceRules, bytes: Buffer, format: Format): Promise<Sharp> {
	if (format !== 'heic') {
		return sharp(bytes, { limitInputPixels: rules.maxMegapixels * 1_000_000, failOn: 'none' });
	}
	const { data, width, height } = await decodeHeic(rules, bytes);
	return sharp(data, { raw: { width, height, channels: 3 } });
}

async function isClean(picture: Buffer): Promise<boolean> {
	const { exif, icc, iptc, xmp, comments, format } = await sharp(picture).metadata();
	return format === 'jpeg' && !exif && !icc && !iptc && !xmp && !comments;
}
