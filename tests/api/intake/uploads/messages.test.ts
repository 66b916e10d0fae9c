import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestPortal, type TestPortal } from '../../portal.ts';
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
