import { rmSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { heic, m4a, movie, pdf } from '../../evidence/uploads/files.ts';
import { iphoneHeic, type TakenPicture, takenHeic, takenPicture } from '../../evidence/uploads/metadata.ts';
import { phoneOf, type Raw, raw, sha256 } from '../../evidence/uploads/phone.ts';
import { type Bytes, jpeg } from '../../evidence/uploads/pictures.ts';
import { aReport, openTestPortal, type TestPortal } from '../../portal.ts';
import { consent } from '../by-pass/consents.ts';

let portal: TestPortal;
beforeAll(async () => {
	portal = await openTestPortal();
});
afterAll(() => portal.remove());

interface Attachment {
	id: string;
	kind: string;
	format: string;
	size: number;
	digest: { method: string; value: string };
	previews: number;
	at: string;
}

/** A report with these files, taken in by 北票市. */
async function reportWith(...files: Bytes[]): Promise<{ number: string; attachments: Attachment[] }> {
	const phone = phoneOf(portal);
	const uploads: string[] = [];
	for (const bytes of files) uploads.push((await phone.send(bytes)).id);
	const { status, json } = await portal.call('POST', 'api/reports', {
		body: { ...aReport(), uploads },
		headers: { 'upload-draft': phone.draft },
	});
	expect(status).toBe(201);
	return { number: json.number, attachments: await attachmentsOf(json.number) };
}

async function attachmentsOf(number: string): Promise<Attachment[]> {
	const as = await portal.signIn('beipiao');
	return (await portal.call('GET', `api/staff/reports/${number}`, { as })).json.attachments;
}

async function preview(username: string, number: string, id: string): Promise<Raw> {
	const cookie = await portal.signIn(username);
	return raw(portal, 'GET', `api/staff/reports/${number}/attachments/${id}/preview`, { cookie });
}

async function original(username: string, number: string, id: string, reason = '核对拍摄时间'): Promise<Raw> {
	const headers = { cookie: await portal.signIn(username), 'content-type': 'application/json' };
	const path = `api/staff/reports/${number}/attachments/${id}/original`;
	return raw(portal, 'POST', path, headers, JSON.stringify({ reason }));
}

async function logged(action: string, number: string): Promise<Array<{ actor: string; reason: string | null }>> {
	const as = await portal.signIn('auditor');
	const { json } = await portal.call('GET', `api/staff/audit?action=${action}&q=${number}`, { as });
	return json.items;
}

describe('twenty pictures with camera, place and thumbnail', () => {
	let taken: TakenPicture[];
	beforeAll(async () => {
		taken = await Promise.all(Array.from({ length: 20 }, (_, index) => takenPicture(index)));
	});

	test('really hold what must not come out', async () => {
		for (const { bytes, tells } of taken) {
			for (const [what, tell] of tells) expect({ what, there: bytes.includes(tell) }).toEqual({ what, there: true });
			expect((await sharp(bytes).metadata()).exif).toBeDefined();
		}
	});

	test('give previews without a byte of it, and come back identical to the handling officer', async () => {
		for (const part of [taken.slice(0, 7), taken.slice(7, 14), taken.slice(14)]) {
			const { number, attachments } = await reportWith(...part.map(({ bytes }) => bytes));
			await portal.move('beipiao', number, 'accept');
			await consent(portal, number);
			expect(attachments).toHaveLength(part.length);
			for (const [index, { bytes, tells }] of part.entries()) {
				const attachment = attachments[index];
				if (!attachment) throw new Error('missing');
				expect(attachment).toMatchObject({
					kind: 'picture',
					previews: 1,
					size: bytes.length,
					digest: { method: 'SHA-256', value: sha256(bytes) },
				});
				const seen = await preview('beipiao', number, attachment.id);
				expect(seen.status).toBe(200);
				for (const [what, tell] of tells) {
					expect({ what, there: seen.bytes.includes(tell) }).toEqual({ what, there: false });
				}
				const { format, exif, icc, iptc, xmp } = await sharp(seen.bytes).metadata();
				expect({ format, exif, icc, iptc, xmp }).toEqual({ format: 'jpeg' });
				const back = await original('beipiao', number, attachment.id);
				expect(back.bytes.equals(bytes)).toBe(true);
			}
		}
	}, 120_000);

	test('stand upright and small enough in the preview', async () => {
		const [first] = taken;
		const large = Buffer.from(
			await sharp(await jpeg(2400, 1200))
				.withMetadata({ orientation: 6 })
				.toBuffer(),
		);
		const { number, attachments } = await reportWith(first?.bytes ?? large, large);
		const sizes = [];
		for (const { id } of attachments) {
			const { width, height } = await sharp((await preview('beipiao', number, id)).bytes).metadata();
			sizes.push([width, height]);
		}
		expect(sizes).toEqual([
			[240, 320],
			[800, 1600],
		]);
	});
});

describe('a HEIC picture, as phones take it', () => {
	test('has a preview that shows it without a byte of its metadata, and comes back identical', async () => {
		const { bytes, tells } = takenHeic();
		const { number, attachments } = await reportWith(bytes);
		const [attachment] = attachments;
		expect(attachment).toMatchObject({ kind: 'picture', format: 'heic', previews: 1 });
		const seen = await preview('beipiao', number, attachment?.id ?? '');
		for (const [what, tell] of tells) {
			expect({ what, there: bytes.includes(tell) }).toEqual({ what, there: true });
			expect({ what, there: seen.bytes.includes(tell) }).toEqual({ what, there: false });
		}
		const { data, info } = await sharp(seen.bytes).raw().toBuffer({ resolveWithObject: true });
		expect([info.width, info.height]).toEqual([640, 480]);
		const [red = 0, green = 0, blue = 0] = data.subarray((70 * 640 + 90) * 3);
		expect(red > 150 && green < 100 && blue < 100).toBe(true);
		await portal.move('beipiao', number, 'accept');
		await consent(portal, number);
		expect((await original('beipiao', number, attachment?.id ?? '')).bytes.equals(bytes)).toBe(true);
	});

	test('and as an iPhone took it: in 48 tiles, upright, every colour in its place, without camera and time', async () => {
		const { bytes, tells } = iphoneHeic();
		const { number, attachments } = await reportWith(bytes);
		const [attachment] = attachments;
		expect(attachment).toMatchObject({
			kind: 'picture',
			format: 'heic',
			previews: 1,
			digest: { method: 'SHA-256', value: sha256(bytes) },
		});
		const seen = await preview('beipiao', number, attachment?.id ?? '');
		for (const [what, tell] of tells) {
			expect({ what, there: bytes.includes(tell) }).toEqual({ what, there: true });
			expect({ what, there: seen.bytes.includes(tell) }).toEqual({ what, there: false });
		}
		const { data, info } = await sharp(seen.bytes).raw().toBuffer({ resolveWithObject: true });
		expect([info.width, info.height]).toEqual([1600, 1200]);
		const at = (across: number, down: number) => {
			const start = (Math.round(info.height * down) * info.width + Math.round(info.width * across)) * 3;
			const [red = 0, green = 0, blue = 0] = data.subarray(start);
			return { red, green, blue };
		};
		// The chart's fields: third row red, green and blue; last row from white to black.
		const fields = { red: at(0.42, 0.6), green: at(0.28, 0.6), blue: at(0.14, 0.6) };
		expect(fields.red.red).toBeGreaterThan(2 * Math.max(fields.red.green, fields.red.blue));
		expect(fields.green.green).toBeGreaterThan(2 * Math.max(fields.green.red, fields.green.blue));
		expect(fields.blue.blue).toBeGreaterThan(2 * Math.max(fields.blue.red, fields.blue.green));
		expect(Math.min(...Object.values(at(0.15, 0.78)))).toBeGreaterThan(200);
		expect(Math.max(...Object.values(at(0.86, 0.78)))).toBeLessThan(60);
		await portal.move('beipiao', number, 'accept');
		await consent(portal, number);
		expect((await original('beipiao', number, attachment?.id ?? '')).bytes.equals(bytes)).toBe(true);
	});

	test('that says it is larger than it is, or is spoilt inside, has none, and is kept as evidence', async () => {
		const spoil = (change: (bytes: Buffer) => void) => {
			const bytes = Buffer.from(takenHeic().bytes);
			change(bytes);
			return bytes;
		};
		const size = (bytes: Buffer) => bytes.indexOf('ispe') + 8;
		const { attachments } = await reportWith(
			spoil((bytes) => bytes.writeUInt32BE(12_000, size(bytes)) && bytes.writeUInt32BE(9000, size(bytes) + 4)),
			spoil((bytes) => bytes.fill(0x41, bytes.indexOf('mdat') + 4)),
		);
		expect(attachments.map(({ previews }) => previews)).toEqual([0, 0]);
	});
});

test('what is no picture, or cannot be drawn anew, has no preview, and the original does not take its place', async () => {
	const { number, attachments } = await reportWith(heic(), movie(), m4a(), pdf());
	expect(attachments.map(({ kind, format, previews }) => ({ kind, format, previews }))).toEqual([
		{ kind: 'picture', format: 'heic', previews: 0 },
		{ kind: 'video', format: 'mp4', previews: 0 },
		{ kind: 'sound', format: 'm4a', previews: 0 },
		{ kind: 'document', format: 'pdf', previews: 0 },
	]);
	for (const { id } of attachments) {
		const seen = await preview('beipiao', number, id);
		expect(seen).toMatchObject({ status: 404, sentence: expect.stringContaining('没有预览图') });
	}
});

describe('an original', () => {
	let number: string;
	let id: string;
	let photo: Bytes;
	beforeAll(async () => {
		photo = await jpeg();
		const report = await reportWith(photo);
		number = report.number;
		id = report.attachments[0]?.id ?? '';
	});

	test('is not opened before an approver has consented, not even by the officer who handles the case', async () => {
		await portal.move('beipiao', number, 'accept');
		expect(await original('beipiao', number, id)).toMatchObject({
			status: 403,
			sentence: expect.stringContaining('经审核人员同意'),
		});
		expect(await logged('evidence.opened', number)).toEqual([]);
	});

	test('is opened then by that officer alone, each time with a reason in the log', async () => {
		await consent(portal, number);
		expect(await original('beipiao-approver', number, id)).toMatchObject({ status: 403 });
		const { status, bytes } = await original('beipiao', number, id, '核对拍摄位置');
		expect({ status, same: bytes.equals(photo) }).toEqual({ status: 200, same: true });
		const reasons = (await logged('evidence.opened', number)).map(({ reason }) => reason);
		expect(reasons).toEqual(['核对拍摄位置']);
	});

	test('comes as a download that no browser runs, under a name that says nothing', async () => {
		const { headers } = await original('beipiao', number, id);
		expect(headers.get('content-disposition')).toBe(`attachment; filename="${number}-1.jpg"`);
		expect(headers.get('content-type')).toBe('application/octet-stream');
		expect(headers.get('content-length')).toBe(String(photo.length));
		expect(headers.get('x-content-type-options')).toBe('nosniff');
		expect(headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
		expect(headers.get('cache-control')).toBe('no-store');
		const seen = await preview('beipiao', number, id);
		expect(seen.headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
	});

	test('needs a reason', async () => {
		expect((await original('beipiao', number, id, '看')).status).toBe(422);
	});

	test('and its preview are found by no other county, and by no other report', async () => {
		expect((await preview('lingyuan-approver', number, id)).status).toBe(404);
		expect((await preview('lingyuan', number, id)).status).toBe(404);
		expect((await original('lingyuan', number, id)).status).toBe(404);
		const other = await reportWith(pdf());
		expect((await preview('beipiao', other.number, id)).status).toBe(404);
		expect((await original('beipiao', other.number, id)).status).toBe(404);
	});

	test('each look at the preview is logged', async () => {
		const before = (await logged('evidence.previewed', number)).length;
		await preview('beipiao', number, id);
		expect(await logged('evidence.previewed', number)).toHaveLength(before + 1);
	});

	test('whose file is gone says so and logs no opening', async () => {
		const before = (await logged('evidence.opened', number)).length;
		rmSync(join(portal.dataDir, portal.intake.files.original(id)));
		expect(await original('beipiao', number, id)).toMatchObject({
			status: 503,
			sentence: '附件暂时不能打开，请联系系统管理员检查存储。',
		});
		expect(await logged('evidence.opened', number)).toHaveLength(before);
	});
});

test('the public side has nothing that opens a sealed file', () => {
	expect(Object.keys(portal.intake)).not.toContain('unsealer');
	expect(Object.keys(portal.intake.sealer).sort()).toEqual(['seal', 'sealStream']);
});
