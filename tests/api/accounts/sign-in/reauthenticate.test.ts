import { afterAll, beforeAll, expect, test } from 'vitest';
import { phoneOf } from '../../evidence/uploads/phone.ts';
import { jpeg } from '../../evidence/uploads/pictures.ts';
import { aReport, openTestPortal, type TestPortal } from '../../portal.ts';
import { cookieOf } from '../accounts.ts';
import { codeOf, enrol } from './authenticator.ts';

const known = { mode: 'named', name: '欧阳建国', phone: '13804217788' };
/** 双塔区. */
const adcode = 211302;

type Enrolled = Awaited<ReturnType<typeof enrol>>;

let portal: TestPortal;
let clerk: Enrolled;
let approver: Enrolled;
beforeAll(async () => {
	portal = await openTestPortal({ SECOND_FACTOR: 'on' });
	clerk = await enrol(portal, 'shuangta');
	approver = await enrol(portal, 'shuangta-approver');
});
afterAll(() => portal.remove());

/** A case whose handling officer may open who reported. */
async function consentedCase(): Promise<{ number: string; attachment: string }> {
	const phone = phoneOf(portal);
	const { id: attachment } = await phone.send(await jpeg());
	const sent = await portal.call('POST', 'api/reports', {
		body: { ...aReport(), reporter: known, location: { adcode, place: '演示地点' }, uploads: [attachment] },
		headers: { 'upload-draft': phone.draft },
	});
	const { number } = sent.json;
	const path = `api/staff/reports/${number}`;
	const { json } = await portal.call('GET', path, { as: clerk.as });
	const body = { move: 'accept', version: json.version, fields: {} };
	expect((await portal.call('POST', `${path}/moves`, { as: clerk.as, body })).status).toBe(200);
	const asked = { as: clerk.as, body: { reason: '电话核实举报线索' } };
	const { id } = (await portal.call('POST', `${path}/identity/requests`, asked)).json;
	const granted = { as: approver.as, body: { granted: true } };
	expect((await portal.call('POST', `${path}/identity/requests/${id}/decision`, granted)).status).toBe(204);
	return { number, attachment };
}

const open = (number: string, code?: string) =>
	portal.call('POST', `api/staff/reports/${number}/identity`, { as: clerk.as, body: { ...(code && { code }) } });

test('opening who reported asks the code of the second factor again, as people type it', async () => {
	const { number } = await consentedCase();
	const { json } = await portal.call('GET', `api/staff/reports/${number}`, { as: clerk.as });
	expect(json.identity).toMatchObject({ canOpen: true, needsCode: true });
	const none = await open(number);
	expect(none.status).toBe(422);
	expect(none.json.errors).toMatchObject([{ path: 'code' }]);
	const wrong = await open(number, codeOf(clerk.uri, 1000));
	expect(wrong.json.errors).toMatchObject([{ path: 'code' }]);
	expect(JSON.stringify([none.json, wrong.json])).not.toContain('欧阳');

	const code = codeOf(clerk.uri);
	const wide = [...code].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join('');
	for (const typed of [code, ` ${code.slice(0, 3)} ${code.slice(3)} `, wide]) {
		expect((await open(number, typed)).json.name).toBe('欧阳建国');
	}
	const [backup = ''] = clerk.backupCodes;
	expect((await open(number, backup)).status).toBe(200);
	expect((await open(number, backup)).status).toBe(422);
});

test('the code comes after the consent: without one it is not even looked at', async () => {
	const { number } = await portal.report({ reporter: known, location: { adcode, place: '演示地点' } });
	expect((await open(number, codeOf(clerk.uri))).json.code).toBe('forbidden');
	expect((await open(number, '000000')).json.code).toBe('forbidden');
});

test('taking out an original asks the code, too', async () => {
	const { number, attachment } = await consentedCase();
	const path = `api/staff/reports/${number}/attachments/${attachment}/original`;
	const take = (more: object) => portal.call('POST', path, { as: clerk.as, body: { reason: '核对拍摄位置', ...more } });
	expect((await take({})).json.errors).toMatchObject([{ path: 'code' }]);
	expect((await take({ code: codeOf(clerk.uri) })).status).toBe(200);
});

test('five wrong codes lock what asks for them, also when they come all at once, and no sign-in', async () => {
	const { number } = await consentedCase();
	// A right one begins the count anew.
	expect((await open(number, codeOf(clerk.uri))).status).toBe(200);
	const wrong = Array.from({ length: 12 }, (_, nth) => codeOf(clerk.uri, 1000 + nth));
	const answers = await Promise.all(wrong.map((code) => open(number, code)));
	expect(answers.filter(({ status }) => status === 422)).toHaveLength(5);
	expect(answers.filter(({ json }) => json.code === 'locked')).toHaveLength(7);
	expect((await open(number, codeOf(clerk.uri))).json.code).toBe('locked');
	const body = { username: 'shuangta', password: 'demo-password-2026' };
	const half = cookieOf(await portal.call('POST', 'api/staff/session', { body }));
	const again = { as: half, body: { code: codeOf(clerk.uri) } };
	expect((await portal.call('POST', 'api/staff/session/second-factor', again)).status).toBe(200);
});
