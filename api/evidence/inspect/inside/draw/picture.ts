import sharp, { type Sharp } from 'sharp';
import type { InsideRules } from '../rules.ts';
import type { Decoded } from './heic.ts';

// Of all that libvips can read, only what a reporter may send.
sharp.cache(false);
sharp.concurrency(1);
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp'] });

/**
 * A picture drawn anew from the pixels alone, upright, without any metadata: of a file that sharp knows, or of pixels
 * that are decoded already. Throws where that fails.
 */
export async function drawPicture(rules: InsideRules, picture: Buffer | Decoded): Promise<Buffer> {
	if (!Buffer.isBuffer(picture)) {
		const { data, width, height, angle, mirror } = picture;
		const upright = sharp(data, { raw: { width, height, channels: 3 } }).rotate(angle);
		if (!mirror) return toJpeg(upright, rules);
		const whole = await drawn(upright);
		return toJpeg(mirror === 'flip' ? whole.flip() : whole.flop(), rules);
	}
	const options = { limitInputPixels: rules.maxPixels, failOn: 'none', sequentialRead: true } as const;
	const { orientation } = await sharp(picture, options).metadata();
	const small = fitted(sharp(picture, options), rules).flatten({ background: '#fff' });
	return toJpeg(turned(await drawn(small), orientation), rules);
}

/** The pixels as they are now, so that what follows is done to them and not before. */
async function drawn(picture: Sharp): Promise<Sharp> {
	const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true });
	const { width, height, channels } = info;
	return sharp(data, { raw: { width, height, channels } });
}

/** A JPEG without any metadata, no larger than the rules say. */
export async function toJpeg(picture: Sharp, rules: InsideRules): Promise<Buffer> {
	const jpeg = await fitted(picture, rules).toColourspace('srgb').jpeg({ quality: 80 }).toBuffer();
	const { exif, icc, iptc, xmp, comments, format } = await sharp(jpeg).metadata();
	if (format !== 'jpeg' || exif || icc || iptc || xmp || comments) throw new Error('not clean');
	return jpeg;
}

function fitted(picture: Sharp, { previewPx }: InsideRules): Sharp {
	return picture.resize({ width: previewPx, height: previewPx, fit: 'inside', withoutEnlargement: true });
}

/** As the EXIF orientation asks; once it is small, since turning holds all of a picture in memory. */
function turned(picture: Sharp, orientation = 1): Sharp {
	const mirrored = [2, 4, 5, 7].includes(orientation) ? picture.flop() : picture;
	const angle = { 3: 180, 4: 180, 5: 270, 6: 90, 7: 90, 8: 270 }[orientation] ?? 0;
	return angle === 0 ? mirrored : mirrored.rotate(angle);
}
