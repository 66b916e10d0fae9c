import { type Context, Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { StaffDeps } from '../../deps.ts';
import { noQuery } from '../../http/json-body.ts';
import { networkOf } from '../../http/network.ts';
import type { StaffEnv } from '../../permission/permit.ts';
import type { Auth } from '../auth.ts';
import { attemptCookie, attemptSeconds, sealAttempt } from './attempt-cookie.ts';
import { finishOidc, refuse } from './finish-oidc.ts';
import type { OidcRefusal } from './refusals.ts';

/** Signing in by the city's identity system, where one is configured. The browser comes here by links, not by calls. */
export function oidcRoutes(deps: StaffDeps, auth: Auth) {
	const { provider } = deps;
	const path = `${deps.siteUrl.pathname}api/staff/session/oidc`;
	const secure = deps.siteUrl.protocol === 'https:';

	return new Hono<StaffEnv>()
		.get('/sign-in-ways', noQuery, (c) => c.json({ password: true, oidc: provider !== null }))
		.get('/session/oidc', noQuery, async (c) => {
			if (!provider) return toConsole(c, 'unavailable');
			try {
				const { url, attempt } = await provider.begin();
				// Lax: the way back is a link from another site.
				const options = { path, secure, httpOnly: true, sameSite: 'Lax', maxAge: attemptSeconds } as const;
				setCookie(c, attemptCookie, sealAttempt(deps, attempt), options);
				return c.redirect(url.href);
			} catch (error) {
				return toConsole(c, await refuse(deps, error));
			}
		})
		.get('/session/oidc/callback', async (c) => {
			// What stands in its query is the identity system's to say.
			if (!provider) return toConsole(c, 'unavailable');
			const callback = {
				search: new URL(c.req.url).search,
				cookie: getCookie(c, attemptCookie),
				network: networkOf(c, deps.proxyHeader),
			};
			// Each attempt counts once.
			deleteCookie(c, attemptCookie, { path, secure });
			const outcome = await finishOidc(deps, auth, provider, callback);
			if ('refused' in outcome) return toConsole(c, outcome.refused);
			for (const line of outcome.cookies) c.header('set-cookie', line, { append: true });
			return toConsole(c);
		});

	/** A path alone: with a port of its own the console has another origin than the public site. */
	function toConsole(c: Context, refused?: OidcRefusal): Response {
		return c.redirect(`${deps.siteUrl.pathname}console/${refused ? `?refused=${refused}` : ''}`);
	}
}
