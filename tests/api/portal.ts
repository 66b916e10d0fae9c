import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Hono } from 'hono';
import { vi } from 'vitest';
import { readConfig } from '../../api/config.ts';
import { makeDemoAccounts } from '../../api/demo/accounts.ts';
import type { ReceiptAnswer } from '../../api/intake/receive/receipt-answer.ts';
import { onlyKeeper } from '../../api/keeper.ts';
import type { Suites } from '../../api/keys/suites.ts';
import { openPortal, type Portal } from '../../api/start/open-portal.ts';
import { createPublicApp } from '../../api/start/public-app.ts';
import { createStaffApp } from '../../api/start/staff-app.ts';
import { createWebApp } from '../../api/start/web-app.ts';
import type { Content } from '../../content/content.ts';
import { loadContent } from '../../content/load.ts';
import { databaseFor, dropDatabaseOf } from '../postgres/database.ts';
import { quickSuites } from './keys/quick-suite.ts';
import { sameThread } from './keys/same-thread.ts';
import { newDataFolder } from './new-data-folder.ts';

export const content = loadContent('content');
const password = 'demo-password-2026';

export interface TestPortal extends Portal {
	dataDir: string;
	/** Where its data lies, as environment variables. */
	settings: Record<string, string>;
	web: Hono;
	/** Sends a request as from a browser on this machine; `as` is a cookie of signIn. */
	call(method: string, path: string, options?: CallOptions): Promise<Answer>;
	/** Cookie of a demo account. */
	signIn(username: string): Promise<string>;
	/** A report that was taken in, with its secret. */
	report(changes?: Record<string, unknown>): Promise<ReceiptAnswer>;
	/** Makes or proposes a move as a demo account, at the report's present version. */
	propose(username: string, number: string, move: string, fields?: Record<string, unknown>): Promise<Answer>;
	/** Decides what waits on a report as a demo account: approve, return or withdraw. */
	decide(username: string, number: string, verb: string, more?: Record<string, unknown>): Promise<Answer>;
	/**
	 * Moves a report as a demo account, at its present version. What needs a second officer is approved by the approver of
	 * the report's area and confirmed by the city.
	 */
	move(username: string, number: string, move: string, fields?: Record<string, unknown>): Promise<Answer>;
	/** Sets the clock; null lets it run again. */
	setNow(now: string | null): void;
	remove(): Promise<void>;
}

export interface CallOptions {
	/** Sent as JSON. */
	body?: unknown;
	/** Sent as it stands, in place of `body`. */
	text?: string;
	as?: string;
	headers?: Record<string, string>;
	/** Address the request comes from. */
	from?: string;
}

export interface Answer {
	status: number;
	headers: Headers;
	/** What the server really answered, for a test to look into; the text itself where it is not JSON. */
	json: Awaited<ReturnType<Response['json']>>;
}

/** A whole portal on a fresh, migrated database, without site builds; passwords cost what they do in `suites`. */
export async function openTestPortal(
	env: Record<string, string> = {},
	options: { accounts?: boolean; dataDir?: string; content?: Content; suites?: Suites } = {},
): Promise<TestPortal> {
	const dataDir = options.dataDir ?? newDataFolder();
	const database = await databaseFor(dataDir);
	const settings = { DATA_DIR: dataDir, ...(database && { DATABASE_URL: database }) };
	const config = readConfig({ ...settings, CAPTCHA: 'off', LOG_LEVEL: 'info', ...env });
	let now: Date | null = null;
	const { suites = quickSuites } = options;
	const portal = await openPortal(config, options.content ?? content, {
		now: () => now ?? new Date(),
		suites,
		threads: sameThread(suites),
		// By leases it would lose its office each time a test turns the clock.
		keeper: onlyKeeper,
	});
	vi.spyOn(portal.site, 'request').mockResolvedValue();
	if (options.accounts !== false) await makeDemoAccounts(portal.staff, portal.auth, password);
	const web = createWebApp(config, {
		publicApi: createPublicApp(portal.intake),
		staffApi: createStaffApp(portal.staff, portal.auth, portal.site),
	});
	const cookies = new Map<string, string>();

	const call: TestPortal['call'] = async (method, path, { body, text: sent, as, headers, from } = {}) => {
		const payload = sent ?? (body === undefined ? undefined : JSON.stringify(body));
		const request = new Request(new URL(path.replace(/^\//, ''), config.siteUrl), {
			method,
			headers: {
				...(payload !== undefined && { 'content-type': 'application/json' }),
				...(as && { cookie: as }),
				...headers,
			},
			...(payload !== undefined && { body: payload }),
		});
		const response = await web.fetch(request, { incoming: { socket: { remoteAddress: from ?? '127.0.0.1' } } });
		const text = await response.text();
		const isJson = response.headers.get('content-type')?.includes('json') ?? false;
		return { status: response.status, headers: response.headers, json: isJson ? JSON.parse(text) : text };
	};

	const test: TestPortal = {
		...portal,
		dataDir,
		settings,
		web,
		call,
		async signIn(username) {
			const known = cookies.get(username);
			if (known) return known;
			const { status, headers, json } = await call('POST', 'api/staff/session', { body: { username, password } });
			if (status !== 200) throw new Error(`${username} cannot sign in: ${JSON.stringify(json)}`);
			const cookie = headers
				.getSetCookie()
				.map((line) => line.split(';')[0])
				.join('; ');
			cookies.set(username, cookie);
			return cookie;
		},
		async report(changes = {}) {
			const { status, json } = await call('POST', 'api/reports', {
				body: { ...aReport(), ...changes },
				headers: { 'idempotency-key': crypto.randomUUID() },
			});
			if (status !== 201) throw new Error(`report refused: ${JSON.stringify(json)}`);
			return json;
		},
		async propose(username, number, move, fields = {}) {
			const as = await test.signIn(username);
			const { json } = await call('GET', `api/staff/reports/${number}`, { as });
			return call('POST', `api/staff/reports/${number}/moves`, { as, body: { move, version: json.version, fields } });
		},
		async decide(username, number, verb, more = {}) {
			const as = await test.signIn(username);
			const { json } = await call('GET', `api/staff/reports/${number}`, { as });
			const body = { version: json.version ?? 1, ...more };
			return call('POST', `api/staff/reports/${number}/proposal/${verb}`, { as, body });
		},
		async move(username, number, move, fields = {}) {
			const made = await test.propose(username, number, move, fields);
			if (made.status !== 200 || !made.json.proposed) return made;
			const { adcode } = made.json.county ?? {};
			const slug = content.units.counties.find((county) => county.adcode === adcode)?.slug;
			for (const approver of slug ? [`${slug}-approver`, 'city'] : ['city-approver']) {
				const { status, json } = await test.decide(approver, number, 'approve');
				if (status !== 200) return { ...made, status, json };
				if (!json.proposed) break;
			}
			return call('GET', `api/staff/reports/${number}`, { as: await test.signIn(username) });
		},
		setNow(at) {
			now = at === null ? null : new Date(at);
		},
		async remove() {
			await portal.close();
			await dropDatabaseOf(dataDir);
			rmSync(dataDir, { recursive: true, force: true });
		},
	};
	return test;
}

/** Puts the keys of a portal into a backup of it, as whoever restores it does: they are kept elsewhere. */
export function addKeys(dataDir: string, backup: string): void {
	cpSync(join(dataDir, 'keys'), join(backup, 'keys'), { recursive: true });
}

/** A complete report about 北票市, sent anonymously. */
export function aReport(): Record<string, unknown> {
	return {
		category: 'no-licence',
		description: '山坡上每天夜里有挖掘机挖矿，没有看到任何牌照。',
		location: { adcode: 211381, place: '村北山坡' },
		reporter: { mode: 'anonymous' },
	};
}

/** The fields of a complete conclusion. */
export function aConclusion(outcome = 'substantiated'): Record<string, unknown> {
	return {
		outcome,
		violation: '未取得采矿许可证采矿。',
		extent: '破坏面积约二亩。',
		gains: '违法所得已核定。',
		responsible: '责任人张某某，未发现保护伞。',
		corrected: '已停止采矿。',
		penalised: '已作出处罚决定。',
		rectified: '已回填复绿。',
		legalBasis: '《中华人民共和国矿产资源法》第六十四条',
		reply: '您反映的情况属实，已责令停止并处罚。',
	};
}

/** A draft of a public result that names nobody. */
export function aDraft(): Record<string, unknown> {
	return {
		title: '某处无证采矿案',
		problem: '群众反映一处山坡有无证采矿行为。',
		findings: '经现场核查，情况属实。',
		measures: { corrected: '已停止。', penalised: '已处罚。', rectified: '已复绿。' },
		legalBasis: '《中华人民共和国矿产资源法》第六十四条',
		progress: 'concluded',
	};
}
