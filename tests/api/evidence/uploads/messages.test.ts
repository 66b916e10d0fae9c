import { afterAll, beforeAll, expect, test } from 'vitest';
import { content, openTestPortal, type TestPortal } from '../../portal.ts';
import { movie } from './files.ts';
import { phoneOf } from './phone.ts';
import { jpeg } from './pictures.ts';

let portal: TestPortal;
beforeAll(async () => {
	portal = await openTestPortal();
});
afterAll(() => portal.remove());

test('a reporter sends more pictures with a message, and the county sees them', async () => {
	const { number, secret } = await portal.report();
	const phone = phoneOf(portal);
	const { id } = await phone.send(await jpeg());
	const send = (draft: string) =>
		portal.call('POST', 'api/reports/track/messages', {
			body: { number, secret, text: '今天又拍到一张。', uploads: [id] },
			headers: { 'upload-draft': draft },
		});
	const foreign = await send(phoneOf(portal).draft);
	expect(foreign).toMatchObject({ status: 422, json: { errors: [{ path: 'uploads' }] } });
	expect((await send(phone.draft)).status).toBe(201);
	const as = await portal.signIn('beipiao');
	const { json } = await portal.call('GET', `api/staff/reports/${number}`, { as });
	expect(json.attachments).toMatchObject([{ id, kind: 'picture', previews: 1 }]);
	expect(json.messages).toHaveLength(1);
	const tracked = await portal.call('POST', 'api/reports/track', { body: { number, secret } });
	expect(tracked.json.timeline.at(-1).text).toBe('您补充了情况和 1 个文件。');
	expect(JSON.stringify(tracked.json)).not.toContain(id);
});

test('past the megabytes of one report its reporter is told to add words alone, and those are taken', async () => {
	const receipt = { ...content.receipt, filesMb: 1 };
	const small = await openTestPortal({}, { accounts: false, content: { ...content, receipt } });
	const { number, secret } = await small.report();
	const phone = phoneOf(small);
	const add = async (uploads: string[]) => {
		const body = { number, secret, text: '又拍到一段。', uploads };
		return small.call('POST', 'api/reports/track/messages', { body, headers: { 'upload-draft': phone.draft } });
	};
	const send = async () => (await phone.send(movie({ length: 600_000 }), { name: 'a.mp4', type: 'video/mp4' })).id;
	expect((await add([await send()])).status).toBe(201);
	const { status, json } = await add([await send()]);
	expect({ status, code: json.code }).toEqual({ status: 413, code: 'too_large' });
	expect(json.detail).toMatch(/合计不能超过 1 MB.*只补充文字.*12350/);
	expect((await add([])).status).toBe(201);
	await small.remove();
});
