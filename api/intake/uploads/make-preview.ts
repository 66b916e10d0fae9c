import sharp from 'sharp';
import type { EvidenceRules } from '../../../content/schema/evidence.ts';
import type { PartFile } from './part-file.ts';

// Of all that libvips can read, only what a reporter may send.
sharp.cache(false);
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
	operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp', 'VipsForeignLoadHeif'],
});

/**
 * A picture drawn anew from the pixels alone, upright, without any metadata. Null where that fails, e.g. HEIC from
 * phones, whose compression the built-in decoder does not know: then there is no preview, never the original.
 */
export async function makePreview(
	rules: EvidenceRules,
	part: PartFile,
	size: number,
): Promise<Buffer<ArrayBuffer> | null> {
	try {
		const picture = await sharp(await part.read(0, size), {
			limitInputPixels: rules.maxMegapixels * 1_000_000,
			failOn: 'none',
		})
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

async function isClean(picture: Buffer): Promise<boolean> {
	const { exif, icc, iptc, xmp, comments, format } = await sharp(picture).metadata();
	return format === 'jpeg' && !exif && !icc && !iptc && !xmp && !comments;
}
