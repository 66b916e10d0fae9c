import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig, type Side } from '../../api/config.ts';

/** Everything that production asks for. */
const production = {
	PORTAL_ENV: 'production',
	PORTAL_SECRET: 'x'.repeat(32),
	SEAL_RECIPIENTS: 'age1first, age1second',
	SEAL_IDENTITY_FILE: '/run/secrets/seal',
	TLS_PROXY: 'on',
	SITE_URL: 'https://www.example.gov.cn/zt/kszz',
	STAFF_PORT: '8081',
};

/** The sentence that the settings are refused with. */
function refusal(env: Record<string, string>, sides?: Side[]): string {
	try {
		readConfig(env, sides);
	} catch (error) {
		expect(error).toBeInstanceOf(ConfigError);
		return (error as ConfigError).message;
	}
	throw new Error('the settings were accepted');
}

describe('without any setting', () => {
	test('the portal runs embedded, on this machine only, with its own proof of work', () => {
		expect(readConfig({})).toMatchObject({
			env: 'demo',
			host: '127.0.0.1',
			port: 8080,
			captcha: { provider: 'altcha' },
			dataDir: resolve('data'),
			logFile: resolve('data/log/portal.log'),
			tlsProxy: false,
		});
		expect(readConfig({}).siteUrl.href).toBe('http://127.0.0.1:8080/');
	});

	test('empty variables count as not set', () => {
		const names = ['PORTAL_ENV', 'HOST', 'PORT', 'STAFF_PORT', 'SITE_URL', 'CAPTCHA', 'TLS_PROXY', 'PORTAL_SECRET'];
		const empty = Object.fromEntries(names.map((name) => [name, ' ']));
		expect(readConfig(empty)).toEqual(readConfig({}));
	});
});

/** A complete storage. */
const bucket = {
	S3_ENDPOINT: 'https://s3.example.gov.cn',
	S3_BUCKET: 'portal-files',
	S3_ACCESS_KEY_ID: 'portal',
	S3_SECRET_ACCESS_KEY: 'made-up',
};

test('files lie below DATA_DIR until a storage is named', () => {
	expect(readConfig({}).s3).toBe(undefined);
	expect(readConfig({ S3_REGION: 'cn-north-1' }).s3).toBe(undefined);
	expect(readConfig({ ...bucket, S3_REGION: 'cn-north-1' }).s3).toEqual({
		endpoint: new URL('https://s3.example.gov.cn'),
		bucket: 'portal-files',
		region: 'cn-north-1',
		accessKeyId: 'portal',
		secretAccessKey: 'made-up',
	});
});

describe('a wrong setting ends in one sentence that names it', () => {
	test.each<[Record<string, string>, string]>([
		[{ PORTAL_ENV: 'test' }, 'PORTAL_ENV'],
		[{ PORT: '0' }, 'PORT'],
		[{ PORT: '70000' }, 'PORT'],
		[{ PORT: 'web' }, 'PORT'],
		[{ STAFF_PORT: '-1' }, 'STAFF_PORT'],
		[{ PORT: '9000', STAFF_PORT: '9000' }, 'STAFF_PORT 不能与 PORT 相同'],
		[{ SITE_URL: 'www.example.gov.cn' }, 'SITE_URL'],
		[{ SITE_URL: 'ftp://www.example.gov.cn/' }, 'SITE_URL'],
		[{ CAPTCHA: 'picture' }, 'CAPTCHA'],
		[{ CAPTCHA: 'hcaptcha' }, 'HCAPTCHA_SITEKEY 和 HCAPTCHA_SECRET 都要设置'],
		[{ HCAPTCHA_SITEKEY: 'a' }, 'HCAPTCHA_SITEKEY 和 HCAPTCHA_SECRET 都要设置'],
		[{ TLS_PROXY: 'yes' }, 'TLS_PROXY'],
		[{ PROXY_HEADER: 'X-Real-IP: 1' }, 'PROXY_HEADER'],
		[{ OIDC_ISSUER: 'login.example.gov.cn' }, 'OIDC_ISSUER'],
		[{ OIDC_ISSUER: 'https://login.example.gov.cn' }, '还要设置 OIDC_CLIENT_ID 和 OIDC_CLIENT_SECRET'],
		[{ S3_ENDPOINT: 'https://s3.example.gov.cn' }, '还缺 S3_BUCKET、S3_ACCESS_KEY_ID、S3_SECRET_ACCESS_KEY'],
		[{ ...bucket, S3_ENDPOINT: '' }, '还缺 S3_ENDPOINT。不使用的，请全部去掉'],
		[{ ...bucket, S3_SECRET_ACCESS_KEY: '' }, '还缺 S3_SECRET_ACCESS_KEY'],
		[{ ...bucket, S3_ENDPOINT: 's3.example.gov.cn' }, 'S3_ENDPOINT'],
		[{ ...bucket, S3_BUCKET: 'Portal_Files' }, 'S3_BUCKET'],
		[{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
		[{ PORTAL_SECRET: 'short' }, 'PORTAL_SECRET 至少要有 32 个字符'],
	])('%j', (env, words) => {
		const sentence = refusal(env);
		expect(sentence).toContain(words);
		expect(sentence).toMatch(/^[^\n]+。$/);
	});
});

describe('production', () => {
	test('sends no file in clear to a storage of another machine, unless the operator answers for the network', () => {
		const clear = { ...production, ...bucket, S3_ENDPOINT: 'http://10.0.0.5:9000' };
		expect(refusal(clear)).toContain('S3_ENDPOINT 必须以 https 开头（本机地址除外）');
		expect(readConfig({ ...clear, S3_WITHOUT_TLS: 'on' }).s3?.endpoint.href).toBe('http://10.0.0.5:9000/');
		expect(readConfig({ ...clear, S3_ENDPOINT: 'http://127.0.0.1:9000' }).s3?.bucket).toBe('portal-files');
		expect(readConfig({ ...production, ...bucket }).s3?.bucket).toBe('portal-files');
	});

	test('starts with everything it asks for', () => {
		const config = readConfig(production);
		expect(config.env).toBe('production');
		expect(config.siteUrl.href).toBe('https://www.example.gov.cn/zt/kszz/');
		expect(config.sealRecipients).toEqual(['age1first', 'age1second']);
	});

	test.each([
		['PORTAL_SECRET', ''],
		['SEAL_RECIPIENTS', ''],
		['SEAL_IDENTITY_FILE', ''],
		['CAPTCHA', 'off'],
		['RECEIPT_KDF', 'off'],
		['TLS_PROXY', 'off'],
		['SITE_URL', 'http://www.example.gov.cn/'],
		['SITE_URL', ''],
		['DEMO_PASSWORD', 'demo-password-2026'],
		['STAFF_PORT', ''],
	])('is refused with %s=%s, in a sentence that says what to set', (name, value) => {
		const sentence = refusal({ ...production, [name]: value });
		expect(sentence).toContain(name);
		expect(sentence).toMatch(/^正式运行[^\n]+。$/);
	});

	test('lets officers sign in elsewhere only over TLS and with a proof of the second factor', () => {
		const system = { ...production, OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b' };
		const issuer = 'https://login.example.gov.cn';
		expect(refusal({ ...system, OIDC_ISSUER: 'http://login.example.gov.cn', OIDC_ACR: 'mfa' })).toContain('https');
		expect(refusal({ ...system, OIDC_ISSUER: issuer })).toContain('OIDC_ACR');
		expect(readConfig({ ...system, OIDC_ISSUER: issuer, OIDC_ACR: 'mfa, card' }).oidc).toMatchObject({
			acr: ['mfa', 'card'],
			claim: 'preferred_username',
			redirectUri: new URL('https://www.example.gov.cn/zt/kszz/api/staff/session/oidc/callback'),
			afterSignOut: new URL('https://www.example.gov.cn/zt/kszz/console/'),
		});
	});

	test('demonstration may do without all of it', () => {
		expect(readConfig({ CAPTCHA: 'off', DEMO_PASSWORD: 'demo-password-2026' }).captcha.provider).toBe('off');
	});
});

describe('a process of its own for each side', () => {
	const { SEAL_IDENTITY_FILE: _key, ...forPublic } = production;

	test('the public one starts in production without the private key, with a log of its own', () => {
		const config = readConfig(forPublic, ['public']);
		expect(config.sealIdentityFile).toBeUndefined();
		expect(config.logFile).toBe(resolve('data/log/public.log'));
	});

	test.each([
		['SEAL_IDENTITY_FILE', '/run/secrets/seal'],
		['SMTP_URL', 'smtp://user:password@mail.example.gov.cn'],
		['WEBHOOK_SECRET', 'x'.repeat(32)],
		['OIDC_CLIENT_SECRET', 'x'],
	])('the public one refuses %s, which is the staff side’s', (name, value) => {
		expect(refusal({ ...forPublic, [name]: value }, ['public'])).toBe(
			`单独运行的公众端不得持有 ${name}，请把它从公众端的环境变量中去掉。`,
		);
	});

	test('the staff one refuses the secret of hCaptcha, and asks for a port and for the key', () => {
		const hcaptcha = { ...production, HCAPTCHA_SITEKEY: 'a', HCAPTCHA_SECRET: 'b' };
		expect(refusal(hcaptcha, ['staff'])).toContain('单独运行的工作人员端不得持有 HCAPTCHA_SECRET');
		expect(refusal({ ...production, STAFF_PORT: '' }, ['staff'])).toContain('须用 STAFF_PORT 指定它的端口');
		expect(refusal({ ...production, SEAL_IDENTITY_FILE: '' }, ['staff'])).toContain('SEAL_IDENTITY_FILE');
		expect(readConfig(production, ['staff']).staffPort).toBe(8081);
	});

	test('both in one on one port is for production only where that is declared', () => {
		const shared = { ...production, STAFF_PORT: '' };
		expect(refusal(shared)).toContain('npm run start:public 和 npm run start:staff');
		expect(readConfig({ ...shared, STAFF_SHARES_PORT: 'declared' }).staffPort).toBeUndefined();
		expect(refusal({ ...shared, STAFF_SHARES_PORT: 'yes' })).toContain('STAFF_SHARES_PORT');
		expect(readConfig({ STAFF_PORT: '' }).staffPort).toBeUndefined();
	});
});
