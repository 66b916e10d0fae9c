import { ServerResponse } from 'node:http';
import { Hono, type MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import type { Config } from '../config.ts';
import { type PageListener, pageListener, type ServedFolder } from '../http/page-listener.ts';
import { serveFolder } from '../http/serve-folder.ts';
import type { StaffEnv } from '../permission/permit.ts';

export interface Parts {
	publicApi?: Hono;
	staffApi?: Hono<StaffEnv>;
	/** Folder of the public site. */
	site?: string;
	/** True while nothing of the site may be shown. */
	siteClosed?: () => boolean;
	/** Folder of the staff console. */
	console?: string;
	/** True when the operator has a key of 天地图: its tiles may then be shown. */
	tiles?: boolean;
}

type WebConfig = Pick<Config, 'siteUrl' | 'captcha' | 'tlsProxy'>;

/** Puts the parts under the path of SITE_URL, with the headers every answer carries. */
export function createWebApp(config: WebConfig, parts: Parts): Hono {
	const base = config.siteUrl.pathname;
	const app = new Hono();
	app.use(onConnection(config, parts));
	// The staff API first: its path lies below that of the public one.
	if (parts.staffApi) app.route(`${base}api/staff`, parts.staffApi);
	if (parts.publicApi) app.route(`${base}api`, parts.publicApi);
	if (parts.console) {
		const console = serveFolder(`${base}console/`, parts.console, { file: 'index.html', status: 200 });
		app.get(`${base}console`, (c) => c.redirect(`${base}console/${queryOf(c.req.url)}`, 301));
		app.get(`${base}console/*`, (c) => console.fetch(c.req.raw, c.env));
	}
	if (parts.site) {
		const site = serveFolder(base, parts.site, { file: '404.html', status: 404 }, parts.siteClosed);
		app.get(`${base}*`, (c) => site.fetch(c.req.raw, c.env));
	}
	if (base !== '/') app.get('/', (c) => c.redirect(base + queryOf(c.req.url), 302));
	return app;
}

/**
 * The same for what is asked for most, files of the site and of the console at their plain addresses, on the connection
 * itself: the answers of the web application without the way through it.
 */
export function createPageListener(config: WebConfig, parts: Parts): PageListener {
	const base = config.siteUrl.pathname;
	const folders: ServedFolder[] = [];
	if (parts.console) folders.push({ base: `${base}console/`, folder: parts.console, isClosed: () => false });
	if (parts.site) folders.push({ base, folder: parts.site, isClosed: parts.siteClosed ?? (() => false) });
	const [page, part] = headersOfAll(config, parts);
	return pageListener(folders, [`${base}api/`], ({ headers }) => (isPart(headers['sec-fetch-dest']) ? part : page)());
}

/** Asks the middleware what it adds, so that it is said once; undefined until it has answered. */
function headerOfAll(config: WebConfig, parts: Parts, request: Record<string, string>): () => string[] | undefined {
	let header: string[] | undefined;
	const app = new Hono().use(...onEveryAnswer(config, parts)).all('*', (c) => c.body(null));
	void Promise.resolve(app.request('/', { headers: request })).then(({ headers }) => {
		header = [...headers].flat();
	});
	return () => header;
}

/** The same headers, on a real connection set there: an answer that gets them itself is made anew for each. */
function onConnection(config: WebConfig, parts: Parts): MiddlewareHandler {
	const [idle, safe] = onEveryAnswer(config, parts);
	const [page, part] = headersOfAll(config, parts);
	return async (c, next) => {
		const answer: unknown = c.env?.outgoing;
		const header = (isPart(c.req.header('sec-fetch-dest')) ? part : page)();
		if (!(answer instanceof ServerResponse) || !header) return idle(c, async () => void (await safe(c, next)));
		for (let nth = 0; nth < header.length; nth += 2) answer.setHeader(header[nth] ?? '', header[nth + 1] ?? '');
		return next();
	};
}

/** Those of what is opened by itself, and of what a page loads. */
const headersOfAll = (config: WebConfig, parts: Parts) =>
	[headerOfAll(config, parts, {}), headerOfAll(config, parts, { 'sec-fetch-dest': 'script' })] as const;

const queryOf = (address: string): string => new URL(address).search;

function onEveryAnswer(config: WebConfig, { tiles = false }: Parts): [MiddlewareHandler, MiddlewareHandler] {
	return [withoutIdleHeaders, safeHeaders(config, tiles)];
}

const isPart = (destination: string | string[] | undefined): boolean =>
	['script', 'style', 'font', 'image'].some((part) => part === destination);

/** What a browser looks at in pages alone. */
const ofPages = [
	'content-security-policy',
	'cross-origin-opener-policy',
	'origin-agent-cluster',
	'permissions-policy',
	'referrer-policy',
	'x-dns-prefetch-control',
	'x-download-options',
	'x-frame-options',
	'x-permitted-cross-domain-policies',
	'x-xss-protection',
];

/**
 * Takes them off what a page loads as script, style or picture: on a slow line they weigh as much as a file. A worker is
 * not among these: it keeps the policy of its own answer.
 */
const withoutIdleHeaders: MiddlewareHandler = async (c, next) => {
	await next();
	if (!isPart(c.req.header('sec-fetch-dest'))) return;
	for (const name of ofPages) c.res.headers.delete(name);
};

/** Nothing inline, nothing from other hosts; the hosts of hCaptcha and 天地图 only where each is switched on. */
function safeHeaders({ captcha, tlsProxy }: WebConfig, tiles: boolean): MiddlewareHandler {
	const hosts = captcha.provider === 'hcaptcha' ? ['https://hcaptcha.com', 'https://*.hcaptcha.com'] : [];
	return secureHeaders({
		// A file of a reporter comes with a stricter policy of its own.
		overwrite: false,
		contentSecurityPolicy: {
			defaultSrc: ["'self'"],
			scriptSrc: ["'self'", ...hosts],
			styleSrc: ["'self'", ...hosts],
			imgSrc: ["'self'", 'data:', 'blob:', ...(tiles ? ['https://*.tianditu.gov.cn'] : [])],
			connectSrc: ["'self'", ...hosts],
			frameSrc: hosts.length > 0 ? hosts : ["'none'"],
			workerSrc: ["'self'"],
			objectSrc: ["'none'"],
			baseUri: ["'none'"],
			formAction: ["'self'"],
			frameAncestors: ["'none'"],
		},
		referrerPolicy: 'same-origin',
		xFrameOptions: 'DENY',
		strictTransportSecurity: tlsProxy,
		permissionsPolicy: { camera: ['self'], geolocation: ['self'], microphone: [], payment: [] },
	});
}
