import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { positionIn, readPicturePosition } from '../../../../site/report/browser/picture-position.ts';
import { iphoneHeic, takenHeic } from '../../../api/evidence/uploads/metadata.ts';

type Gps = Record<string, string>;

const beipiao: Gps = {
	GPSLatitudeRef: 'N',
	GPSLatitude: '41/1 48/1 3000/100',
	GPSLongitudeRef: 'E',
	GPSLongitude: '120/1 46/1 1200/100',
};

/** A picture as a phone takes it, with camera and position in its notes. */
async function picture(gps: Gps | undefined): Promise<Buffer> {
	const plain = sharp({ create: { width: 640, height: 480, channels: 3, background: '#7a6a55' } });
	const camera = { IFD0: { Make: 'HUAWEI', Model: 'P30' }, IFD2: { DateTimeOriginal: '2026:11:01 10:00:00' } };
	return plain
		.withExif(gps ? { ...camera, IFD3: gps } : camera)
		.jpeg()
		.toBuffer();
}

const read = (file: Buffer) => readPicturePosition(new Blob([new Uint8Array(file)]));
const view = (file: Buffer) => new DataView(new Uint8Array(file).buffer);

describe('the position that a picture carries', () => {
	it('is read to the metre', async () => {
		const point = await read(await picture(beipiao));
		expect(point?.lat).toBeCloseTo(41.808333, 5);
		expect(point?.lon).toBeCloseTo(120.77, 5);
	});

	it('is read in HEIC, too', async () => {
		const point = await read(takenHeic().bytes);
		expect(point?.lat).toBeCloseTo(41.812686, 5);
		expect(point?.lon).toBeCloseTo(120.770094, 5);
	});

	it('is none in the HEIC of an iPhone that was not allowed to note it', async () => {
		expect(await read(iphoneHeic().bytes)).toBeUndefined();
	});

	it('is south and west where the camera says so', async () => {
		const point = await read(await picture({ ...beipiao, GPSLatitudeRef: 'S', GPSLongitudeRef: 'W' }));
		expect(point?.lat).toBeCloseTo(-41.808333, 5);
		expect(point?.lon).toBeCloseTo(-120.77, 5);
	});

	it('is understood when the minutes have decimals and the seconds are nothing over nothing', async () => {
		const point = await read(await picture({ ...beipiao, GPSLatitude: '41/1 4850/100 0/0' }));
		expect(point?.lat).toBeCloseTo(41.808333, 5);
	});

	it.each<[string, Gps | undefined]>([
		['has notes without a position', undefined],
		['was stripped to zeros by the phone', { ...beipiao, GPSLatitude: '0/1 0/1 0/1', GPSLongitude: '0/1 0/1 0/1' }],
		['was stripped to nothing over nothing', { ...beipiao, GPSLatitude: '0/0 0/0 0/0' }],
		['lies nowhere on earth', { ...beipiao, GPSLatitude: '141/1 0/1 0/1' }],
	])('is none when the picture %s', async (_case, gps) => {
		expect(await read(await picture(gps))).toBeUndefined();
	});

	it('is none in other files', async () => {
		expect(await read(Buffer.from(''))).toBeUndefined();
		expect(await read(Buffer.from('%PDF-1.7'))).toBeUndefined();
		expect(
			await read(
				await sharp(await picture(beipiao))
					.png()
					.toBuffer(),
			),
		).toBeUndefined();
	});
});

describe('a damaged picture', () => {
	it('cut short at any place never breaks the form', async () => {
		for (const whole of [await picture(beipiao), takenHeic().bytes, iphoneHeic().bytes]) {
			for (let length = 0; length < Math.min(whole.length, 700); length++) {
				expect(() => positionIn(view(whole.subarray(0, length)))).not.toThrow();
			}
		}
	});

	it('with any bytes changed never breaks the form', async () => {
		const whole = await picture(beipiao);
		const change = fc.tuple(fc.integer({ min: 2, max: 500 }), fc.integer({ min: 0, max: 255 }));
		fc.assert(
			fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), (changes) => {
				const damaged = Buffer.from(whole);
				for (const [at, value] of changes) damaged[at] = value;
				const point = positionIn(view(damaged));
				return point === undefined || (Math.abs(point.lat) <= 90 && Math.abs(point.lon) <= 180);
			}),
			{ numRuns: 500 },
		);
	});
});
