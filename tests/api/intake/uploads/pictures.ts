import sharp from 'sharp';

/** A picture of noise, which compresses to about three bytes a pixel. */
export async function noise(width: number, height: number) {
	return sharp({
		create: { width, height, channels: 3, background: '#777', noise: { type: 'gaussian', mean: 128, sigma: 60 } },
	});
}

export async function jpeg(width = 64, height = 48): Promise<Buffer<ArrayBuffer>> {
	return Buffer.from(await (await noise(width, height)).jpeg().toBuffer());
}
