import sharp, { type Sharp } from 'sharp';

export type Bytes = Buffer<ArrayBuffer>;

/** A picture of noise, so that no two are alike and none compresses to nothing. */
export function noise(width = 64, height = 48): Sharp {
	return sharp({
		create: { width, height, channels: 3, background: '#777', noise: { type: 'gaussian', mean: 128, sigma: 60 } },
	});
}

export async function jpeg(width?: number, height?: number): Promise<Bytes> {
	return Buffer.from(await noise(width, height).jpeg().toBuffer());
}

export async function png(): Promise<Bytes> {
	return Buffer.from(await noise().png().toBuffer());
}

export async function webp(): Promise<Bytes> {
	return Buffer.from(await noise().webp().toBuffer());
}

/** One segment put right behind the start mark of a JPEG, as phones put their metadata. */
export function withSegment(picture: Buffer, marker: number, content: Buffer): Bytes {
	const head = Buffer.from([0xff, marker, 0, 0]);
	head.writeUInt16BE(content.length + 2, 2);
	return Buffer.concat([picture.subarray(0, 2), head, content, picture.subarray(2)]);
}
