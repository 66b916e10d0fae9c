import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ReceiptAnswer } from '../../../../api/intake/receive/receipt-answer.ts';
import { pdf } from '../../evidence/uploads/files.ts';
import { takenPicture } from '../../evidence/uploads/metadata.ts';
import { phoneOf, raw } from '../../evidence/uploads/phone.ts';
import { type Bytes, jpeg } from '../../evidence/uploads/pictures.ts';
import { type Answer, aReport, openTestPortal, type TestPortal } from '../../portal.ts';
import { filesBelow } from '../../stored.ts';

let portal: TestPortal;
beforeAll(async () => {
	portal = await openTestPortal();
});
afterAll(() => portal.remove());

/** An officer's message with these files. */
async function send(number: string, files: Bytes[], username = 'beipiao'): Promise<Answer> {
	const cookie = await portal.signIn(username);
	const phone = phoneOf(portal, undefined, { path: 'api/staff/uploads', headers: { cookie } });
	const uploads: string[] = [];
	for (const bytes of files) uploads.push((await phone.send(bytes)).id);
	return portal.call('POST', `api/staff/reports/${number}/messages`, {
		as: cookie,
		body: { text: '请看现在的样子，坑填平了没有。', uploads },
		headers: { 'upload-draft': phone.draft },
	});
}

async function track({ number, secret }: ReceiptAnswer) {
	return (await portal.call('POST', 'api/reports/track', { body: { number, secret } })).json;
}

const open = (receipt: { number: string; secret: string }, id: string) =>
	raw(
		portal,
		'POST',
		'api/reports/track/pictures',
		{ 'content-type': 'application/json' },
		JSON.stringify({ number: receipt.number, secret: receipt.secret, id }),
	);

describe('a picture that an officer sends with a message', () => {
	test('is seen by the reporter, who stays anonymous, without a byte of what the camera noted', async () => {
		const receipt = await portal.report();
		const { bytes, tells } = await takenPicture(1);
		expect((await send(receipt.number, [bytes, await jpeg()])).status).toBe(201);
		const { messages } = await track(receipt);
		expect(messages).toMatchObject([{ from: 'staff', text: '请看现在的样子，坑填平了没有。' }]);
		expect(messages[0].pictures).toHaveLength(2);
		const answers = [];
		for (const id of messages[0].pictures) answers.push(await open(receipt, id));
		for (const { status, headers, bytes: seen } of answers) {
			expect(status).toBe(200);
			expect(headers.get('content-type')).toBe('image/jpeg');
			expect(headers.get('content-security-policy')).toContain('sandbox');
			const { format, exif, icc } = await sharp(seen).metadata();
			expect({ format, exif, icc }).toEqual({ format: 'jpeg' });
			for (const [what, tell] of tells) expect({ what, there: seen.includes(tell) }).toEqual({ what, there: false });
			expect(filesBelow(portal.dataDir).filter((file) => file.bytes.includes(seen.subarray(200, 400)))).toEqual([]);
		}
	});

	test('is opened by this receipt only, and opens nothing that a reporter sent', async () => {
		const phone = phoneOf(portal);
		const { id: evidence } = await phone.send(await jpeg());
		const { json: receipt } = await portal.call('POST', 'api/reports', {
			body: { ...aReport(), uploads: [evidence] },
			headers: { 'upload-draft': phone.draft },
		});
		await send(receipt.number, [await jpeg()]);
		const [{ pictures }] = (await track(receipt)).messages;
		expect((await open(receipt, pictures[0])).status).toBe(200);
		expect((await open({ ...receipt, secret: '0'.repeat(16) }, pictures[0])).status).toBe(404);
		expect((await open(await portal.report(), pictures[0])).status).toBe(404);
		expect((await open(receipt, evidence)).status).toBe(404);
		expect((await open(receipt, '../keys/seal.identity')).status).toBe(404);
	});

	test('stands with the message in the console, not with the evidence, and each look is logged', async () => {
		const receipt = await portal.report();
		await send(receipt.number, [await jpeg()]);
		const as = await portal.signIn('beipiao');
		const path = `api/staff/reports/${receipt.number}`;
		const { json } = await portal.call('GET', path, { as });
		expect(json.attachments).toEqual([]);
		const [id] = json.messages[0].pictures;
		expect((await raw(portal, 'GET', `${path}/sent-pictures/${id}`, { cookie: as })).status).toBe(200);
		expect((await raw(portal, 'GET', `${path}/attachments/${id}/preview`, { cookie: as })).status).toBe(404);
		const elsewhere = { cookie: await portal.signIn('kazuo') };
		expect((await raw(portal, 'GET', `${path}/sent-pictures/${id}`, elsewhere)).status).toBe(404);
		const auditor = await portal.signIn('auditor');
		const log = await portal.call('GET', `api/staff/audit?action=evidence.previewed&q=${receipt.number}`, {
			as: auditor,
		});
		expect(log.json.items).toHaveLength(1);
	});

	test('is refused where it is no picture, another officer’s, or the case is answered; nothing goes out', async () => {
		const receipt = await portal.report();
		const refused = await send(receipt.number, [pdf()]);
		expect(refused.json).toMatchObject({ code: 'invalid', errors: [{ path: 'uploads' }] });
		const stranger = phoneOf(portal, undefined, {
			path: 'api/staff/uploads',
			headers: { cookie: await portal.signIn('kazuo') },
		});
		const { id } = await stranger.send(await jpeg());
		const stolen = await portal.call('POST', `api/staff/reports/${receipt.number}/messages`, {
			as: await portal.signIn('beipiao'),
			body: { text: '请看。', uploads: [id] },
			headers: { 'upload-draft': crypto.randomUUID() },
		});
		expect(stolen.status).toBe(422);
		expect((await track(receipt)).messages).toEqual([]);
	});
});

test('who may not write to reporters uploads nothing', async () => {
	for (const username of ['beipiao-approver', 'auditor', 'admin']) {
		const cookie = await portal.signIn(username);
		const phone = phoneOf(portal, undefined, { path: 'api/staff/uploads', headers: { cookie } });
		expect((await phone.announce(10)).status).toBe(403);
	}
});
