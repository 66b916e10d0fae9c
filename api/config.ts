import { resolve } from 'node:path';
import { z } from 'zod';
import type { S3Settings } from './files/s3-settings.ts';
import { isOwnMachine } from './own-machine.ts';

const port = z.coerce.number().int().min(1).max(65535);
const flag = z.enum(['on', 'off']);
const optional = z.string().trim().optional();

/** Where files lie that several processes share. */
const Storage = z.object({
	/** Address of an S3-compatible storage. Set: files of reporters and built sites lie there and not below DATA_DIR. */
	S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
	/** Bucket of this portal alone; it stands in the path of the address. */
	S3_BUCKET: z
		.string()
		.trim()
		.regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, '应是 3 到 63 个小写字母、数字、点或连字符')
		.optional(),
	S3_REGION: z.string().trim().default('us-east-1'),
	S3_ACCESS_KEY_ID: optional,
	S3_SECRET_ACCESS_KEY: optional,
	/** on: the way to the storage has no TLS, and nobody else is on it. */
	S3_WITHOUT_TLS: flag.default('off'),
});

/** The environment variables the portal reads. Everything else about it lives in content/. */
const Environment = z.object({
	/** demo: sample data and demo accounts; production: refuses both and asks for every secret. */
	PORTAL_ENV: z.enum(['demo', 'production']).default('demo'),
	/** Address to listen on. Put a reverse proxy in front to reach other machines. */
	HOST: z.string().default('127.0.0.1'),
	PORT: port.default(8080),
	/** Set: the console and its API listen here and no longer on PORT. */
	STAFF_PORT: port.optional(),
	/** declared: in production console and public site may share PORT, as nothing else can be arranged there. */
	STAFF_SHARES_PORT: z.literal('declared').optional(),
	/** Database, keys, sealed files, site builds and the public record. */
	DATA_DIR: z.string().default('data'),
	/** postgres://… of a database on a server. Left out: an SQLite file in DATA_DIR. */
	DATABASE_URL: z
		.string()
		.regex(/^postgres(ql)?:\/\//, '应以 postgres:// 开头')
		.optional(),
	CONTENT_DIR: z.string().default('content'),
	/** Public address; its path is where the whole portal is mounted. */
	SITE_URL: z.url({ protocol: /^https?$/ }).optional(),
	/** altcha (built in), hcaptcha (when its keys are set) or off (tests only). */
	CAPTCHA: z.enum(['altcha', 'hcaptcha', 'off']).optional(),
	/** off: the secrets of receipts are not made slow to guess; for measurements and tests, refused in production. */
	RECEIPT_KDF: flag.default('on'),
	HCAPTCHA_SITEKEY: optional,
	HCAPTCHA_SECRET: optional,
	/** Key of all keyed hashes and sessions, at least 32 characters. Demo mode makes its own. */
	PORTAL_SECRET: optional,
	/** age recipients of the operator, separated by commas. Demo mode makes its own. */
	SEAL_RECIPIENTS: optional,
	/** File with the age identities that open sealed material; only the staff side reads it. */
	SEAL_IDENTITY_FILE: optional,
	/** on: a proxy in front terminates TLS, so cookies are Secure and PROXY_HEADER is believed. */
	TLS_PROXY: flag.default('off'),
	/** The one header in which that proxy writes the visitor's address; no other is looked at. */
	PROXY_HEADER: z
		.string()
		.trim()
		.regex(/^[\w-]{1,60}$/)
		.default('X-Forwarded-For'),
	/** smtp:// or smtps:// address of the mail server with user and password; left out, no mail is sent. */
	SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
	/** Sender of all mail, e.g. 矿山线索平台 <noreply@example.gov.cn>. */
	MAIL_FROM: optional,
	/** Address that keeps the head of the audit log of each day, so that a log cut on this machine is noticed elsewhere. */
	AUDIT_MAIL: z.email().optional(),
	/** Address that is told of work that waits, as signed JSON. */
	WEBHOOK_URL: z.url({ protocol: /^https?$/ }).optional(),
	/** Address of the operator's SMS gateway, told as signed JSON whom to write what. */
	SMS_WEBHOOK_URL: z.url({ protocol: /^https?$/ }).optional(),
	/** Address of the operator's telephone gateway, told as signed JSON whom to ring and what to say. */
	CALL_WEBHOOK_URL: z.url({ protocol: /^https?$/ }).optional(),
	/** Key of the signature of all three, at least 32 characters. */
	WEBHOOK_SECRET: optional,
	/** on: reporters who left an address are told that there is news, and nothing else. */
	REPORTER_NOTICE: flag.default('off'),
	/** on: every officer signs in with a second factor (TOTP). Production always asks for it. */
	SECOND_FACTOR: flag.optional(),
	/** Issuer of the city's identity system; set: officers may sign in there (OpenID Connect). */
	OIDC_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
	OIDC_CLIENT_ID: optional,
	OIDC_CLIENT_SECRET: optional,
	/** Claim that names the account. */
	OIDC_CLAIM: z.string().trim().default('preferred_username'),
	/** Authentication contexts (acr) that prove a second factor, separated by commas. */
	OIDC_ACR: optional,
	/** Where the browser comes back to, if the console has another address than SITE_URL. */
	OIDC_REDIRECT_URI: z.url({ protocol: /^https?$/ }).optional(),
	...Storage.shape,
	/** Password of all demo accounts; left out, one is made and printed. */
	DEMO_PASSWORD: optional,
	/** File the log is appended to; `-` is standard error. Left out: log/portal.log below DATA_DIR. */
	LOG_FILE: optional,
	LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

/** What a process of the portal serves: what the internet reaches, what staff do, or both. */
export type Side = 'public' | 'staff';

export interface Config {
	env: 'demo' | 'production';
	host: string;
	port: number;
	staffPort: number | undefined;
	dataDir: string;
	/** postgres:// URL, or path of an SQLite file. */
	database: string;
	contentDir: string;
	/** Public address, always ending in a slash. */
	siteUrl: URL;
	captcha: { provider: 'altcha' } | { provider: 'off' } | { provider: 'hcaptcha'; sitekey: string; secret: string };
	/** Whether the secrets of receipts are made slow to guess. */
	receiptKdf: boolean;
	secret: string | undefined;
	sealRecipients: string[];
	sealIdentityFile: string | undefined;
	tlsProxy: boolean;
	/** Header in which our own proxy tells the visitor's address; null where none is in front. */
	proxyHeader: string | null;
	sending: Sending;
	secondFactor: boolean;
	oidc: Oidc | undefined;
	/** Where files lie that several processes share; undefined: below dataDir. */
	s3: S3Settings | undefined;
	demoPassword: string | undefined;
	logFile: string;
	logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
}

/** The city's identity system. */
export interface Oidc {
	issuer: URL;
	clientId: string;
	clientSecret: string;
	claim: string;
	/** Values of acr that prove a second factor. */
	acr: string[];
	redirectUri: URL;
	/** Where the identity system sends the browser back to once it has signed out there. */
	afterSignOut: URL;
}

/** How work and news are told outside the portal; what is undefined is not used. */
export interface Sending {
	smtp: { url: string; from: string } | undefined;
	/** Who keeps the heads of the audit log. */
	auditMail: string | undefined;
	webhook: string | undefined;
	sms: string | undefined;
	/** Rings whoever is on duty. */
	call: string | undefined;
	/** Key of the webhooks' signature. */
	secret: string | undefined;
	reporterNotice: boolean;
}

/** A setting is wrong. The message is one Chinese sentence that says what to set. */
export class ConfigError extends Error {
	override readonly name = 'ConfigError';
}

/** Reads and checks the settings of a process. Throws ConfigError with the first thing that is wrong. */
export function readConfig(env: Record<string, string | undefined>, sides: Side[] = ['public', 'staff']): Config {
	const set = setIn(env);
	const e = parse(Environment, set);
	for (const side of sides) if (sides.length === 1) refuseForeign(side, set);
	const site = siteUrl(e.SITE_URL ?? `http://127.0.0.1:${e.PORT}/`);
	const config: Config = {
		env: e.PORTAL_ENV,
		host: e.HOST,
		port: e.PORT,
		staffPort: e.STAFF_PORT,
		dataDir: resolve(e.DATA_DIR),
		database: e.DATABASE_URL ?? resolve(e.DATA_DIR, 'portal.db'),
		contentDir: resolve(e.CONTENT_DIR),
		siteUrl: site,
		captcha: captcha(e),
		receiptKdf: e.RECEIPT_KDF === 'on',
		secret: e.PORTAL_SECRET,
		sealRecipients: e.SEAL_RECIPIENTS?.split(',').map((recipient) => recipient.trim()) ?? [],
		sealIdentityFile: e.SEAL_IDENTITY_FILE,
		tlsProxy: e.TLS_PROXY === 'on',
		proxyHeader: e.TLS_PROXY === 'on' ? e.PROXY_HEADER : null,
		sending: sending(e),
		secondFactor: e.SECOND_FACTOR === 'on' || e.PORTAL_ENV === 'production',
		oidc: oidc(e, site),
		s3: s3(e),
		demoPassword: e.DEMO_PASSWORD,
		logFile: e.LOG_FILE ?? resolve(e.DATA_DIR, 'log', sides.includes('staff') ? 'portal.log' : 'public.log'),
		logLevel: e.LOG_LEVEL,
	};
	if (config.secret && config.secret.length < 32) throw new ConfigError('PORTAL_SECRET 至少要有 32 个字符。');
	if (config.staffPort === config.port) throw new ConfigError('STAFF_PORT 不能与 PORT 相同。');
	if (!sides.includes('public') && !config.staffPort) {
		throw new ConfigError('单独运行工作人员端，须用 STAFF_PORT 指定它的端口。');
	}
	if (config.env === 'production') refuseUnsafe(config, set, sides);
	return config;
}

/** The storage alone, for commands that need no other setting. Throws ConfigError. */
export function readS3(env: Record<string, string | undefined>): S3Settings | undefined {
	return s3(parse(Storage, setIn(env)));
}

/** An empty variable counts as not set, as compose files write them. */
function setIn(env: Record<string, string | undefined>): Record<string, string | undefined> {
	return Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
}

function parse<Schema extends z.ZodType>(schema: Schema, set: Record<string, string | undefined>): z.infer<Schema> {
	const parsed = schema.safeParse(set, { error: z.locales.zhCN().localeError });
	if (parsed.success) return parsed.data;
	const [issue] = parsed.error.issues;
	throw new ConfigError(`环境变量 ${issue?.path.join('.')} 的值不对：${issue?.message}。`);
}

function siteUrl(value: string): URL {
	const url = new URL(value);
	if (!url.pathname.endsWith('/')) url.pathname += '/';
	url.search = '';
	url.hash = '';
	return url;
}

function captcha(e: z.infer<typeof Environment>): Config['captcha'] {
	const provider = e.CAPTCHA ?? (e.HCAPTCHA_SITEKEY || e.HCAPTCHA_SECRET ? 'hcaptcha' : 'altcha');
	if (provider !== 'hcaptcha') return { provider };
	if (!e.HCAPTCHA_SITEKEY || !e.HCAPTCHA_SECRET) {
		throw new ConfigError('使用 hCaptcha 时，HCAPTCHA_SITEKEY 和 HCAPTCHA_SECRET 都要设置。');
	}
	return { provider, sitekey: e.HCAPTCHA_SITEKEY, secret: e.HCAPTCHA_SECRET };
}

function sending(e: z.infer<typeof Environment>): Sending {
	if (e.SMTP_URL && !e.MAIL_FROM) throw new ConfigError('设置了 SMTP_URL，还要用 MAIL_FROM 设置发件人。');
	if (e.AUDIT_MAIL && !e.SMTP_URL) throw new ConfigError('设置了 AUDIT_MAIL，还要用 SMTP_URL 设置邮件服务器。');
	if ((e.WEBHOOK_URL || e.SMS_WEBHOOK_URL || e.CALL_WEBHOOK_URL) && (e.WEBHOOK_SECRET?.length ?? 0) < 32) {
		throw new ConfigError(
			'设置了 WEBHOOK_URL、SMS_WEBHOOK_URL 或 CALL_WEBHOOK_URL，还要设置 WEBHOOK_SECRET（至少 32 个字符）。',
		);
	}
	return {
		smtp: e.SMTP_URL && e.MAIL_FROM ? { url: e.SMTP_URL, from: e.MAIL_FROM } : undefined,
		auditMail: e.AUDIT_MAIL,
		webhook: e.WEBHOOK_URL,
		sms: e.SMS_WEBHOOK_URL,
		call: e.CALL_WEBHOOK_URL,
		secret: e.WEBHOOK_SECRET,
		reporterNotice: e.REPORTER_NOTICE === 'on',
	};
}

function oidc(e: z.infer<typeof Environment>, site: URL): Oidc | undefined {
	if (!e.OIDC_ISSUER) return undefined;
	if (!e.OIDC_CLIENT_ID || !e.OIDC_CLIENT_SECRET) {
		throw new ConfigError('设置了 OIDC_ISSUER，还要设置 OIDC_CLIENT_ID 和 OIDC_CLIENT_SECRET。');
	}
	const redirectUri = new URL(e.OIDC_REDIRECT_URI ?? new URL('api/staff/session/oidc/callback', site));
	return {
		issuer: new URL(e.OIDC_ISSUER),
		clientId: e.OIDC_CLIENT_ID,
		clientSecret: e.OIDC_CLIENT_SECRET,
		claim: e.OIDC_CLAIM,
		acr: e.OIDC_ACR?.split(',').map((value) => value.trim()) ?? [],
		redirectUri,
		// The console has the origin of the callback, also where staff have an address of their own.
		afterSignOut: new URL(`${site.pathname}console/`, redirectUri),
	};
}

/** What a process of one side alone has no use for, so that whoever breaks into it does not find it there. */
const foreign: Record<Side, { name: string; settings: string[] }> = {
	public: {
		name: '公众端',
		settings: ['SEAL_IDENTITY_FILE', 'SMTP_URL', 'WEBHOOK_SECRET', 'OIDC_CLIENT_SECRET', 'DEMO_PASSWORD'],
	},
	staff: { name: '工作人员端', settings: ['HCAPTCHA_SECRET'] },
};

function refuseForeign(side: Side, env: Record<string, string | undefined>): void {
	const { name, settings } = foreign[side];
	const given = settings.find((setting) => env[setting] !== undefined);
	if (given) throw new ConfigError(`单独运行的${name}不得持有 ${given}，请把它从${name}的环境变量中去掉。`);
}

function s3(e: z.infer<typeof Storage>): S3Settings | undefined {
	const { S3_ENDPOINT: endpoint, S3_BUCKET: bucket, S3_ACCESS_KEY_ID: id, S3_SECRET_ACCESS_KEY: secret } = e;
	if (endpoint && bucket && id && secret) {
		return { endpoint: new URL(endpoint), bucket, region: e.S3_REGION, accessKeyId: id, secretAccessKey: secret };
	}
	const settings = { S3_ENDPOINT: endpoint, S3_BUCKET: bucket, S3_ACCESS_KEY_ID: id, S3_SECRET_ACCESS_KEY: secret };
	const missing = Object.entries(settings).flatMap(([name, value]) => (value ? [] : name));
	if (missing.length === Object.keys(settings).length) return undefined;
	throw new ConfigError(
		`使用 S3 存储时，S3_ENDPOINT、S3_BUCKET、S3_ACCESS_KEY_ID 和 S3_SECRET_ACCESS_KEY 都要设置，还缺 ${missing.join('、')}。不使用的，请全部去掉。`,
	);
}

/** Production fails closed: each missing safeguard is named with what to set. */
function refuseUnsafe(config: Config, env: Record<string, string | undefined>, sides: Side[]): void {
	const [forPublic, forStaff] = [sides.includes('public'), sides.includes('staff')];
	const shared = forPublic && forStaff && !config.staffPort && env.STAFF_SHARES_PORT === undefined;
	const missing: Array<[wrong: boolean, sentence: string]> = [
		[!config.secret, '正式运行必须设置 PORTAL_SECRET（至少 32 个随机字符）。'],
		[config.sealRecipients.length === 0, '正式运行必须设置 SEAL_RECIPIENTS（运营单位的 age 公钥）。'],
		[forStaff && !config.sealIdentityFile, '正式运行必须设置 SEAL_IDENTITY_FILE（age 私钥文件，只供工作人员端读取）。'],
		[config.captcha.provider === 'off', '正式运行不能关闭验证码，请去掉 CAPTCHA=off。'],
		[!config.receiptKdf, '正式运行必须防止查询密码被逐个试出，请去掉 RECEIPT_KDF=off。'],
		[!config.tlsProxy, '正式运行必须由前置代理提供 HTTPS，并设置 TLS_PROXY=on。'],
		[config.siteUrl.protocol !== 'https:', '正式运行必须把 SITE_URL 设为 https 开头的公开网址。'],
		[env.SECOND_FACTOR === 'off', '正式运行必须使用二次验证，请去掉 SECOND_FACTOR=off。'],
		[config.oidc?.issuer.protocol === 'http:', '正式运行的 OIDC_ISSUER 必须以 https 开头。'],
		[config.oidc?.acr.length === 0, '正式运行要求二次验证，使用统一身份认证须设置 OIDC_ACR（证明二次验证的 acr 值）。'],
		[isClear(config.sending.sms), '正式运行的 SMS_WEBHOOK_URL 必须以 https 开头（本机地址除外）。'],
		[isClear(config.sending.call), '正式运行的 CALL_WEBHOOK_URL 必须以 https 开头（本机地址除外）。'],
		[
			shared,
			'正式运行时工作人员端不得与公开网站共用端口：请用 STAFF_PORT 为它另设端口，或者分别运行 npm run start:public 和 npm run start:staff；确实只能共用的，请设置 STAFF_SHARES_PORT=declared。',
		],
		[
			env.S3_WITHOUT_TLS !== 'on' && isClear(config.s3?.endpoint.href),
			'正式运行的 S3_ENDPOINT 必须以 https 开头（本机地址除外）；存储在隔离的内部网络中、没有 HTTPS 的，请用 S3_WITHOUT_TLS=on 声明。',
		],
		[config.demoPassword !== undefined, '正式运行没有演示账号，请去掉 DEMO_PASSWORD。'],
	];
	const first = missing.find(([wrong]) => wrong);
	if (first) throw new ConfigError(first[1]);
}

/** Phone numbers of those on duty, and files of reporters, sealed as they are, never cross a network in clear. */
function isClear(url: string | undefined): boolean {
	return url !== undefined && new URL(url).protocol === 'http:' && !isOwnMachine(url);
}
