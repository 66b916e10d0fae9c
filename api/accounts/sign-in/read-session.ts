import type { Context } from 'hono';
import { isDiskFull } from '../../../db/disk-space.ts';
import type { StaffDeps } from '../../deps.ts';
import { PortalError } from '../../http/errors.ts';
import type { Officer } from '../../permission/officer.ts';
import type { ReadSession } from '../../permission/permit.ts';
import { isRole, onlyForCity } from '../../permission/roles.ts';
import type { Auth } from '../auth.ts';

/** Reading a session may write: it is refreshed, or removed once expired. A full disk refuses either. */
async function sessionOf(auth: Auth, cookie: string, disableRefresh: boolean) {
	const read = (query: { disableRefresh: boolean }) =>
		auth.api.getSession({ headers: new Headers({ cookie }), query, returnHeaders: true });
	try {
		return await read({ disableRefresh });
	} catch (error) {
		if (!isDiskFull(error)) throw error;
	}
	try {
		return await read({ disableRefresh: true });
	} catch (error) {
		// One that lasts is read without writing anything.
		if (isDiskFull(error)) return null;
		throw error;
	}
}

/** Reads sessions of better-auth. Throws not_signed_in or forbidden. */
export function sessionReader(auth: Auth, deps: Pick<StaffDeps, 'content' | 'db'>): ReadSession {
	return (c) => readSession(auth, deps, c);
}

async function readSession(
	auth: Auth,
	{ content, db }: Pick<StaffDeps, 'content' | 'db'>,
	c: Context,
): Promise<Officer> {
	const cookie = c.req.header('cookie');
	// The console's own refreshing must not keep an idle person signed in; on a full disk the session is read as it is.
	const disableRefresh = c.req.header('x-background') !== undefined || !db.hasSpace();
	const found = cookie ? await sessionOf(auth, cookie, disableRefresh) : null;
	const user = found?.response?.user;
	if (!found?.response || !user || user.disabled || !isRole(user.role)) {
		throw new PortalError('not_signed_in', '登录已过期或尚未登录，请登录后继续；已填写的内容不会丢失。');
	}
	if (onlyForCity(user.role) && user.adcode !== content.units.city.adcode) {
		// An account made for a county before this was refused: it would have access to all counties.
		throw new PortalError('forbidden', '这个岗位只能属于市级，此账号不能使用，请由管理员停用并另建账号。');
	}
	for (const line of found.headers.getSetCookie()) c.header('set-cookie', line, { append: true });
	return {
		id: user.id,
		name: user.name,
		username: user.username ?? '',
		role: user.role,
		adcode: user.adcode,
		city: user.adcode === content.units.city.adcode,
		town: user.town ?? null,
		unit: user.unit ?? null,
		demo: user.demo,
		sessionId: found.response.session.id,
		signedInAt: found.response.session.createdAt,
		mustChangePassword: user.mustChangePassword,
		twoFactorEnabled: user.twoFactorEnabled ?? false,
		viaProvider: found.response.session.viaProvider ?? false,
		factorProven: found.response.session.factorProven ?? false,
	};
}
