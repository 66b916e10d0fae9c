import { Hono } from 'hono';
import type { Auth } from '../accounts/auth.ts';
import { oidcRoutes } from '../accounts/oidc/routes.ts';
import { accountRequestRoutes } from '../accounts/requests/routes.ts';
import { accountRoutes } from '../accounts/routes.ts';
import { sessionReader } from '../accounts/sign-in/read-session.ts';
import { auditRoutes } from '../audit/routes.ts';
import { deliveryRoutes } from '../delivery/routes.ts';
import type { StaffDeps } from '../deps.ts';
import { type UploadAccess, uploadRoutes } from '../evidence/uploads/routes.ts';
import { alarmRoutes } from '../handling/alarms/routes.ts';
import { attachmentRoutes } from '../handling/attachments/routes.ts';
import { byPassRoutes } from '../handling/by-pass/routes.ts';
import { identityRoutes } from '../handling/identity/routes.ts';
import { proposalRoutes } from '../handling/proposals/routes.ts';
import { handlingRoutes } from '../handling/routes.ts';
import { taskRoutes } from '../handling/tasks/routes.ts';
import { PortalError } from '../http/errors.ts';
import { fewPerTick } from '../http/few-per-tick.ts';
import { smallBody } from '../http/json-body.ts';
import { problemAnswer } from '../http/problem-answer.ts';
import { defaultTimeouts, type Timeouts } from '../http/timeouts.ts';
import { entryRoutes, importRoutes } from '../intake/by-staff/routes.ts';
import type { Officer } from '../permission/officer.ts';
import { type Permit, permissionOf, permitter, type StaffEnv } from '../permission/permit.ts';
import type { SiteBuilder } from '../publication/build/build-site.ts';
import { publicationRoutes } from '../publication/routes.ts';

/** Routes that nobody can be signed in for yet. */
const open = new Set([
	'POST /session',
	'POST /session/second-factor',
	'GET /captcha',
	'GET /sign-in-ways',
	'GET /session/oidc',
	'GET /session/oidc/callback',
]);

/** The staff API. It does not start while a route lacks a declared permission. */
export function createStaffApp(
	deps: StaffDeps,
	auth: Auth,
	site: SiteBuilder,
	timeouts: Timeouts = defaultTimeouts,
): Hono<StaffEnv> {
	const app = new Hono<StaffEnv>();
	app.onError((error, c) => problemAnswer(error, c, deps.log));
	app.use(fewPerTick(1));
	app.use(async (c, next) => {
		refuseForeignOrigin(c.req.method, c.req.header('origin'), c.req.header('sec-fetch-site'), c.req.header('host'));
		await next();
		c.header('cache-control', 'no-store');
	});
	const permit = permitter(sessionReader(auth, deps), deps);
	// Ahead of the limit that all other bodies keep.
	app.route('/', importRoutes(deps, permit, timeouts));
	app.route('/', uploadRoutes(deps, forStaff(permit), timeouts));
	app.use(smallBody(timeouts));
	app.route('/', entryRoutes(deps, permit));
	app.route('/', accountRoutes(deps, auth, permit));
	app.route('/', accountRequestRoutes(deps, auth, permit));
	app.route('/', oidcRoutes(deps, auth));
	app.route('/', handlingRoutes(deps, permit));
	app.route('/', alarmRoutes(deps, permit));
	app.route('/', proposalRoutes(deps, permit));
	app.route('/', byPassRoutes(deps, permit));
	app.route('/', identityRoutes(deps, auth, permit));
	app.route('/', attachmentRoutes(deps, auth, permit));
	app.route('/', taskRoutes(deps, permit));
	app.route('/', publicationRoutes(deps, permit, site));
	app.route('/', auditRoutes(deps, permit));
	app.route('/', deliveryRoutes(deps, permit));
	refuseUndeclared(app);
	// Whoever is not signed in learns nothing about which routes exist.
	app.all('*', permit('session.own'), () => {
		throw new PortalError('not_found', '没有这个接口，请刷新页面后再试。');
	});
	return app;
}

/** Staff upload pictures with their session, limited by the quota alone. */
function forStaff(permit: Permit): UploadAccess<StaffEnv> {
	return {
		guard: permit('files.send'),
		path: 'api/staff',
		party(c) {
			const officer: Officer = c.get('officer');
			return officer.id;
		},
		admit: async () => {},
		count: async () => {},
	};
}

/** Cookies are SameSite=Strict already; this holds where a browser does not know that. */
function refuseForeignOrigin(method: string, origin?: string, fetchSite?: string, host?: string): void {
	if (method === 'GET' || method === 'HEAD') return;
	const foreign = fetchSite === 'cross-site' || (origin !== undefined && URL.parse(origin)?.host !== host);
	if (foreign) throw new PortalError('foreign_origin', '请求来自其他网站，已拒绝；请直接打开本平台办理。');
}

/** Default deny: every route must carry a guard. */
export function refuseUndeclared(app: Hono<StaffEnv>): void {
	const routes = new Map<string, boolean>();
	for (const { method, path, handler } of app.routes) {
		if (method === 'ALL') continue;
		const name = `${method} ${path}`;
		routes.set(name, (routes.get(name) ?? false) || permissionOf(handler) !== undefined);
	}
	const undeclared = [...routes].filter(([name, guarded]) => !guarded && !open.has(name)).map(([name]) => name);
	if (undeclared.length > 0) throw new Error(`routes without a declared permission: ${undeclared.join(', ')}`);
}
