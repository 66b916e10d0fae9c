import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { session as sessions } from '../../../../db/schema/accounts.ts';
import { audit } from '../../../../db/schema/audit.ts';
import { freePort } from '../../../e2e/server.ts';
import { consent } from '../../handling/by-pass/consents.ts';
import { openTestPortal, type TestPortal } from '../../portal.ts';
import { filesBelow, stored } from '../../stored.ts';
import { aClerk, asAdmin, asks, byBoth, cookieOf, signIn } from '../accounts.ts';
import { type FalseProvider, openFalseProvider } from './false-provider.ts';
import { clientId, clientSecret, type IdentitySystem, openIdentitySystem } from './identity-system.ts';

/** Below a path of its own, as the whole portal may be mounted. */
const siteUrl = 'http://127.0.0.1:8080/kuangshan/';
const settings = (issuer: string, more: Record<string, string> = {}) => ({
	SITE_URL: siteUrl,
	OIDC_ISSUER: issuer,
	OIDC_CLIENT_ID: clientId,
	OIDC_CLIENT_SECRET: clientSecret,
	...more,
});

let lying: FalseProvider;
let portal: TestPortal;
beforeAll(async () => {
	lying = await openFalseProvider();
	portal = await openTestPortal(settings(lying.issuer, { OIDC_ACR: 'two-factors' }));
	// Their own signing in comes before everything that is looked for in the log.
	await portal.signIn('auditor');
});
afterAll(async () => {
	await portal.remove();
	await lying.stop();
});
afterEach(() => {
	lying.lie = {};
	portal.setNow(null);
});

/** Leaves for the provider: where to, and the cookie of the attempt. */
async function leave(from: TestPortal): Promise<{ url: URL; cookie: string }> {
	const answer = await from.call('GET', 'api/staff/session/oidc');
	return { url: new URL(answer.headers.get('location') ?? '', siteUrl), cookie: cookieOf(answer) };
}

/** Comes back from it: where the browser lands, and the cookie of the session, if there is one. */
async function arrive(to: TestPortal, search: string, cookie: string): Promise<{ location: string; session: string }> {
	const answer = await to.call('GET', `api/staff/session/oidc/callback${search}`, { as: cookie });
	const session = answer.headers.getSetCookie().filter((line) => line.includes('session_token'));
	return {
		location: answer.headers.get('location') ?? '',
		session: session.map((line) => line.split(';')[0]).join('; '),
	};
}

/** Both, with a provider that says this is `username`. */
async function signInAs(username: string, from = portal): Promise<{ location: string; session: string }> {
	const { url, cookie } = await leave(from);
	return arrive(from, lying.comeBack(url, username), cookie);
}

const me = (from: TestPortal, as: string) => from.call('GET', 'api/staff/session', { as });
const home = '/kuangshan/console/';

async function lastLogged(action: string): Promise<{ actor: string; subject: string; reason: string }> {
	const as = await portal.signIn('auditor');
	return (await portal.call('GET', `api/staff/audit?action=${action}`, { as })).json.items[0];
}

describe('a real identity system', () => {
	let system: IdentitySystem;
	let real: TestPortal;
	beforeAll(async () => {
		system = await openIdentitySystem(siteUrl);
		real = await openTestPortal(settings(system.issuer));
	});
	afterAll(async () => {
		await real.remove();
		await system.stop();
	});

	/** A browser at the provider: its cookies, and a visit that follows until a page or the portal. */
	function browser() {
		const jar = new Map<string, string>();
		return async function visit(url: URL, form?: Record<string, string>): Promise<{ url: URL; text: string }> {
			const response = await fetch(url, {
				redirect: 'manual',
				headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
				...(form && { method: 'POST', body: new URLSearchParams(form) }),
			});
			for (const line of response.headers.getSetCookie()) {
				const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s);
				jar.set(name, value);
			}
			const location = response.headers.get('location');
			if (!location) return { url, text: await response.text() };
			const next = new URL(location, url);
			return next.href.startsWith(siteUrl) ? { url: next, text: '' } : visit(next);
		};
	}

	/** Signs in on the provider's own page. Returns what the browser is sent back with. */
	async function signInThere(start: URL, username: string, visit = browser()): Promise<string> {
		const page = await visit(start);
		return (await visit(page.url, { login: username, password: 'any' })).url.search;
	}

	test('lets an officer in below the path of the portal, by code, PKCE, state and nonce', async () => {
		const { url, cookie } = await leave(real);
		expect(url.origin).toBe(system.issuer);
		for (const name of ['code_challenge', 'state', 'nonce']) expect(url.searchParams.get(name)).toMatch(/^[\w-]{43}$/);
		expect(url.searchParams.get('code_challenge_method')).toBe('S256');
		const { location, session } = await arrive(real, await signInThere(url, 'beipiao'), cookie);
		expect(location).toBe(home);
		expect((await me(real, session)).json).toMatchObject({ username: 'beipiao', role: 'clerk' });
		expect((await real.call('GET', 'api/staff/reports', { as: session })).status).toBe(200);
	});

	test('signs out there as well, and comes back to the console; the next person is asked who it is', async () => {
		const visit = browser();
		const { url, cookie } = await leave(real);
		const { session } = await arrive(real, await signInThere(url, 'beipiao', visit), cookie);
		const { status, json } = await real.call('DELETE', 'api/staff/session', { as: session });
		expect(status).toBe(200);
		expect((await me(real, session)).status).toBe(401);

		const asked = new URL(json.onward);
		expect(asked.origin).toBe(system.issuer);
		expect(asked.searchParams.get('post_logout_redirect_uri')).toBe(`${siteUrl}console/`);
		const page = await visit(asked);
		const xsrf = /name="xsrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
		const action = /action="([^"]+)"/.exec(page.text)?.[1] ?? '';
		expect((await visit(new URL(action, asked), { xsrf, logout: 'yes' })).url.href).toBe(`${siteUrl}console/`);
		expect((await visit((await leave(real)).url)).text).toContain('name="login"');
	});

	test('keeps the token that says who it was encrypted, and only as long as the session', async () => {
		const kept = async () => (await real.staff.db.read.select().from(sessions)).flatMap(({ idToken }) => idToken ?? []);
		const before = await kept();
		const { url, cookie } = await leave(real);
		const { session } = await arrive(real, await signInThere(url, 'lingyuan'), cookie);
		expect(await kept()).toEqual([...before, expect.not.stringMatching(/^eyJ/)]);
		await real.call('DELETE', 'api/staff/session', { as: session });
		expect(await kept()).toEqual(before);
	});

	test('makes no account for somebody the administrators do not know, nor for one they have not agreed on yet', async () => {
		const { url, cookie } = await leave(real);
		const { location, session } = await arrive(real, await signInThere(url, 'passer-by'), cookie);
		expect({ location, session }).toEqual({ location: `${home}?refused=no-account`, session: '' });
		const clerk = { username: 'passer-by', name: '路人', role: 'clerk', adcode: 211381 };
		expect((await asks(real, { kind: 'create', ...clerk })).status).toBe(201);
		const again = await leave(real);
		const refused = await arrive(real, await signInThere(again.url, 'passer-by'), again.cookie);
		expect(refused).toMatchObject({ location: `${home}?refused=no-account`, session: '' });
		const accounts = await real.call('GET', 'api/staff/accounts', { as: await real.signIn('admin') });
		expect(JSON.stringify(accounts.json)).not.toContain('passer-by');
	});
});

describe('an officer who comes from the identity system', () => {
	test('is in the log both ways, and sees the button only where one is configured', async () => {
		await signInAs('lingyuan');
		expect(await lastLogged('account.signed-in')).toMatchObject({ subject: 'lingyuan', reason: '经统一身份认证' });
		lying.lie = { claims: { sub: 'somebody-else' } };
		await signInAs('lingyuan');
		const refused = { actor: '未登录人员', subject: 'lingyuan', reason: '经统一身份认证：身份与账号首次登录时不同' };
		expect(await lastLogged('account.sign-in-refused')).toMatchObject(refused);
		// Let in meanwhile, the next refusal is the first in a row again.
		lying.lie = {};
		await signInAs('lingyuan');
		lying.lie = { claims: { sub: 'somebody-else' } };
		await signInAs('lingyuan');
		const rows = await portal.staff.db.read.select().from(audit).where(eq(audit.subject, 'lingyuan'));
		expect(rows.filter(({ action }) => action === 'account.sign-in-refused')).toHaveLength(2);
		expect((await portal.call('GET', 'api/staff/sign-in-ways')).json).toEqual({ password: true, oidc: true });
	});

	test('without an account here leaves no name anywhere, however often they come', async () => {
		const rows = async () => (await stored(portal)).audit;
		const before = await rows();
		for (let nth = 0; nth < 3; nth++) {
			expect((await signInAs('passer-by')).location).toBe(`${home}?refused=no-account`);
		}
		expect(await rows()).toBe(before);
		for (const { path, bytes } of filesBelow(portal.dataDir)) {
			expect({ path, named: bytes.includes('passer-by') }).toEqual({ path, named: false });
		}
	});

	test('needs no password of ours, and idles out and signs out like anybody else', async () => {
		const made = await asAdmin(portal, '', { username: 'newcomer', name: '新来', role: 'publisher', adcode: 211381 });
		const { session } = await signInAs('newcomer');
		expect((await me(portal, session)).json.mustChangePassword).toBe(false);
		expect((await portal.call('GET', 'api/staff/results', { as: session })).status).toBe(200);
		// By password the one-time password has still to be changed.
		const byPassword = await signIn(portal, 'newcomer', made.json.password);
		expect((await portal.call('GET', 'api/staff/results', { as: cookieOf(byPassword) })).status).toBe(403);
		const [own] = (await portal.call('GET', 'api/staff/sessions', { as: session })).json.items;
		expect(Date.parse(own.expiresAt) - Date.parse(own.lastSeenAt)).toBeLessThanOrEqual(30 * 60_000 + 1000);
		// This one has no page for signing out.
		expect((await portal.call('DELETE', 'api/staff/session', { as: session })).status).toBe(204);
		expect((await me(portal, session)).status).toBe(401);
	});

	test('is refused while disabled, and while wrong passwords lock the name', async () => {
		const clerk = await aClerk(portal);
		for (let attempt = 0; attempt < 5; attempt++) await signIn(portal, clerk.username, 'wrong-password');
		expect((await signInAs(clerk.username)).location).toBe(`${home}?refused=locked`);
		const other = await aClerk(portal);
		const { session } = await signInAs(other.username);
		await asAdmin(portal, `/${other.id}/disable`);
		expect((await me(portal, session)).status).toBe(401);
		expect(await signInAs(other.username)).toEqual({ location: `${home}?refused=no-account`, session: '' });
	});

	test('is refused when the name was given to somebody else there, until both administrators reset the account', async () => {
		const clerk = await aClerk(portal);
		await signInAs(clerk.username);
		lying.lie = { claims: { sub: 'somebody-else' } };
		expect((await signInAs(clerk.username)).location).toBe(`${home}?refused=other-person`);
		await byBoth(portal, { kind: 'reset', userId: clerk.id });
		expect((await signInAs(clerk.username)).location).toBe(home);
	});

	test('leaves the password as it was, and can change it', async () => {
		const clerk = await aClerk(portal);
		const { session } = await signInAs(clerk.username);
		const body = { current: 'mining-portal-2026', next: 'another-portal-2027' };
		expect((await portal.call('POST', 'api/staff/password', { as: session, body })).status).toBe(204);
		expect((await signIn(portal, clerk.username, body.next)).status).toBe(200);
	});
});

describe('what the identity system says is not believed', () => {
	const hour = 3600;
	const now = Math.floor(Date.now() / 1000);

	test.each<[string, FalseProvider['lie']]>([
		['signed by somebody else', { forged: true }],
		['of another issuer', { claims: { iss: 'https://evil.example' } }],
		['for another client', { claims: { aud: 'another-client' } }],
		['that has expired', { claims: { iat: now - 2 * hour, exp: now - hour } }],
		['of another attempt', { claims: { nonce: 'another-nonce' } }],
		['without a nonce', { claims: { nonce: undefined } }],
	])('in a token %s', async (_what, lie) => {
		lying.lie = lie;
		// Anybody can come back with such a token: it stands in the system's log, and is no row of the audit log.
		const before = (await stored(portal)).audit;
		expect(await signInAs('city')).toEqual({ location: `${home}?refused=unproven`, session: '' });
		expect((await stored(portal)).audit).toBe(before);
		const logged =
			readFileSync(join(portal.dataDir, 'log', 'portal.log'), 'utf8')
				.trim()
				.split('\n')
				.at(-1) ?? '';
		expect(JSON.parse(logged)).toMatchObject({ event: 'oidc.refused', why: 'unproven' });
	});

	test('in an answer to another attempt, a second time, or after ten minutes', async () => {
		const [mine, other] = [await leave(portal), await leave(portal)];
		const search = lying.comeBack(other.url, 'city');
		expect((await arrive(portal, search, mine.cookie)).location).toBe(`${home}?refused=unproven`);
		expect((await arrive(portal, search, '')).location).toBe(`${home}?refused=expired`);
		expect((await arrive(portal, search, `${other.cookie.slice(0, -6)}AAAAAA`)).location).toBe(
			`${home}?refused=expired`,
		);
		portal.setNow(new Date(Date.now() + 11 * 60_000).toISOString());
		const late = await arrive(portal, search, other.cookie);
		portal.setNow(null);
		expect(late.location).toBe(`${home}?refused=expired`);
	});

	test('when the person has thought better of it there', async () => {
		const { url, cookie } = await leave(portal);
		const said = { error: 'access_denied', state: url.searchParams.get('state') ?? '', iss: lying.issuer };
		const { location } = await arrive(portal, `?${new URLSearchParams(said)}`, cookie);
		expect(location).toBe(`${home}?refused=cancelled`);
	});

	test('where it answers under another name than configured', async () => {
		lying.lie = { issuer: 'https://evil.example' };
		const wrong = await openTestPortal(settings(lying.issuer));
		const { url } = await leave(wrong);
		expect(url.href).toMatch(/refused=(unproven|unavailable)$/);
		await wrong.remove();
	});

	test('where nobody answers at all; signing in by password goes on', async () => {
		const down = await openTestPortal(settings(`http://127.0.0.1:${await freePort()}`));
		const { url } = await leave(down);
		expect(`${url.pathname}${url.search}`).toBe(`${home}?refused=unavailable`);
		const session = await down.signIn('beipiao');
		expect((await me(down, session)).status).toBe(200);
		expect((await down.call('DELETE', 'api/staff/session', { as: session })).status).toBe(204);
		await down.remove();
	});
});

describe('where a second factor is required', () => {
	let strict: TestPortal;
	beforeAll(async () => {
		strict = await openTestPortal(settings(lying.issuer, { SECOND_FACTOR: 'on', OIDC_ACR: 'two-factors, smart-card' }));
	});
	afterAll(() => strict.remove());

	test('the one of the identity system counts when it says so in one of the configured words', async () => {
		lying.lie = { claims: { acr: 'smart-card' } };
		const { location, session } = await signInAs('beipiao', strict);
		expect(location).toBe(home);
		expect((await strict.call('GET', 'api/staff/reports', { as: session })).status).toBe(200);
		expect((await me(strict, session)).json.secondFactor).toEqual({ enabled: false, required: false });
		expect((await leave(strict)).url.searchParams.get('acr_values')).toBe('two-factors smart-card');
	});

	test.each([{}, { acr: 'password' }])('and without it nobody comes in: %j', async (claims) => {
		lying.lie = { claims };
		expect(await signInAs('beipiao', strict)).toEqual({ location: `${home}?refused=no-factor`, session: '' });
	});
});

describe('without an identity system', () => {
	test('the ways to sign in name the password only', async () => {
		const plain = await openTestPortal();
		expect((await plain.call('GET', 'api/staff/sign-in-ways')).json).toEqual({ password: true, oidc: false });
		expect((await plain.call('GET', 'api/staff/session/oidc')).headers.get('location')).toBe(
			'/console/?refused=unavailable',
		);
		await plain.remove();
	});
});

test('who was let in by the identity system opens who reported within ten minutes of signing in', async () => {
	const { number } = await portal.report({ reporter: { mode: 'named', name: '欧阳建国', phone: '13804217788' } });
	await portal.move('beipiao', number, 'accept');
	await consent(portal, number);
	const { session } = await signInAs('beipiao');
	const open = () => portal.call('POST', `api/staff/reports/${number}/identity`, { as: session, body: {} });
	expect((await open()).json.name).toBe('欧阳建国');
	portal.setNow(new Date(Date.now() + 11 * 60_000).toISOString());
	expect((await open()).json).toMatchObject({ code: 'not_now', detail: expect.stringContaining('重新登录') });
});
