import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { readConfig } from '../../../../api/config.ts';
import { hcaptcha } from '../../../../api/http/captcha/hcaptcha.ts';
import { aReport, openTestPortal, type TestPortal } from '../../portal.ts';
import { stored } from '../../stored.ts';
import { type Mood, openStandIn, type StandIn, secret, sitekey } from './hcaptcha-stand-in.ts';

const env = { CAPTCHA: 'hcaptcha', HCAPTCHA_SITEKEY: sitekey, HCAPTCHA_SECRET: secret };
let standIn: StandIn;
let portal: TestPortal;
beforeAll(async () => {
	standIn = await openStandIn();
	portal = await openTestPortal(env, { accounts: false });
});
beforeEach(() => {
	standIn.mood = 'well';
});
afterAll(async () => {
	await portal.remove();
	await standIn.close();
});

const send = (captcha?: string, to = portal) =>
	to.call('POST', 'api/reports', {
		body: { ...aReport(), ...(captcha !== undefined && { captcha }) },
		headers: { 'idempotency-key': crypto.randomUUID() },
	});

async function expectRefused(captcha: string, code: string, to = portal) {
	const before = await stored(to);
	const { status, json, headers } = await send(captcha, to);
	expect(json.code).toBe(code);
	expect(status).toBe(code === 'captcha_unavailable' ? 503 : 422);
	expect(headers.get('retry-after')).toBe(code === 'captcha_unavailable' ? '60' : null);
	expect(json.detail).toMatch(/已填写的内容不会丢失/);
	expect(await stored(to)).toEqual(before);
}

describe('an answer of the hCaptcha widget', () => {
	test('is accepted after asking hcaptcha.com over HTTPS', async () => {
		expect((await send(standIn.token())).status).toBe(201);
		expect(new Set(standIn.asked)).toEqual(new Set(['hcaptcha.com:443']));
	});

	test('is refused the second time', async () => {
		const token = standIn.token();
		expect((await send(token)).status).toBe(201);
		await expectRefused(token, 'captcha_failed');
	});

	test('is refused when hCaptcha never gave it', async () => {
		await expectRefused('P1_made-up', 'captcha_failed');
	});

	test('is asked for when it is missing', async () => {
		expect((await send()).json.code).toBe('captcha_required');
		expect((await send('')).json.code).toBe('captcha_required');
	});

	test.each([
		['secret', { HCAPTCHA_SECRET: '0xwrong' }],
		['sitekey', { HCAPTCHA_SITEKEY: 'other' }],
	])('cannot be checked while the %s is wrong: our fault, not the visitor’s', async (_what, wrong) => {
		const misconfigured = await openTestPortal({ ...env, ...wrong }, { accounts: false });
		await expectRefused(standIn.token(), 'captcha_unavailable', misconfigured);
		await misconfigured.remove();
	});

	test.each<Mood>(['closing', 'broken', 'unreadable', 'strange'])(
		'is refused, and nothing is stored, while hCaptcha is %s',
		async (mood) => {
			standIn.mood = mood;
			await expectRefused(standIn.token(), 'captcha_unavailable');
			standIn.mood = 'well';
			expect((await send(standIn.token())).status).toBe(201);
		},
	);

	test('is refused within the time limit while hCaptcha says nothing', async () => {
		standIn.mood = 'silent';
		const started = Date.now();
		await expect(hcaptcha(sitekey, secret, 200).verify(standIn.token())).rejects.toMatchObject({
			code: 'captcha_unavailable',
		});
		expect(Date.now() - started).toBeLessThan(2000);
	});

	test('keeps a visitor waiting for 8 seconds at most', async () => {
		standIn.mood = 'silent';
		vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
		const settled = vi.fn();
		const verified = hcaptcha(sitekey, secret).verify(standIn.token()).then(settled, settled);
		await vi.advanceTimersByTimeAsync(7900);
		expect(settled).not.toHaveBeenCalled();
		await vi.advanceTimersByTimeAsync(100);
		vi.useRealTimers();
		await verified;
		expect(settled.mock.calls[0]?.[0]).toMatchObject({ code: 'captcha_unavailable' });
	});
});

describe('which provider is asked', () => {
	test('hCaptcha, once both of its keys are set', () => {
		const { captcha } = readConfig({ HCAPTCHA_SITEKEY: sitekey, HCAPTCHA_SECRET: secret });
		expect(captcha).toEqual({ provider: 'hcaptcha', sitekey, secret });
	});

	test('the built-in one otherwise', () => {
		expect(readConfig({}).captcha).toEqual({ provider: 'altcha' });
		expect(readConfig({ HCAPTCHA_SITEKEY: '', HCAPTCHA_SECRET: '' }).captcha).toEqual({ provider: 'altcha' });
	});

	test.each([{ HCAPTCHA_SITEKEY: sitekey }, { HCAPTCHA_SECRET: secret }])('half a pair of keys is refused', (half) => {
		expect(() => readConfig(half)).toThrow('HCAPTCHA_SITEKEY 和 HCAPTCHA_SECRET 都要设置');
		expect(() => readConfig({ ...half, CAPTCHA: 'hcaptcha' })).toThrow('都要设置');
	});

	test('the page learns the sitekey and never the secret', async () => {
		const { json } = await portal.call('GET', 'api/captcha');
		expect(json).toEqual({ provider: 'hcaptcha', sitekey });
	});

	test('only hCaptcha’s own hosts are added to the page’s policy, and only then', async () => {
		const policy = (p: TestPortal) => p.call('GET', 'api/health').then((a) => a.headers.get('content-security-policy'));
		expect(await policy(portal)).toContain("script-src 'self' https://hcaptcha.com https://*.hcaptcha.com");
		const plain = await openTestPortal({ CAPTCHA: 'altcha' }, { accounts: false });
		expect(await policy(plain)).not.toContain('http');
		await plain.remove();
	});
});
