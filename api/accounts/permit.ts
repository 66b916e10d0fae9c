import type { Context, MiddlewareHandler } from 'hono';
import { isDiskFull } from '../../db/room.ts';
import type { StaffDeps } from '../deps.ts';
import { PortalError } from '../errors.ts';
import type { Auth } from './auth.ts';
import type { Officer } from './officer.ts';
import { isRole, may, onlyForCity, type Permission } from './roles.ts';

/** What the staff routes find in the context. */
export interface StaffEnv {
	Variables: { officer: Officer };
}

const declared = new WeakMap<object, Permission>();

/** The permission that a handler was declared with, if it is such a guard. */
export function permissionOf(handler: object): Permission | undefined {
	return declared.get(handler);
}

/** Guards a staff route: 401 without a session, 403 without the permission. */
export type Permit = (permission: Permission) => MiddlewareHandler<StaffEnv>;

export function permitter(auth: Auth, deps: Pick<StaffDeps, 'content' | 'db' | 'secondFactor'>): Permit {
	return (permission) => {
		const guard: MiddlewareHandler<StaffEnv> = async (c, next) => {
			const officer = await readSession(auth, deps, c);
			if (!may(officer.role, permission)) {
				throw new PortalError('forbidden', '您的岗位没有这项权限，请由有权限的人员办理。');
			}
			if (permission !== 'session.own') refuseHalfway(officer, deps.secondFactor);
			c.set('officer', officer);
			await next();
		};
		declared.set(guard, permission);
		return guard;
	};
}

/** Whoever has not finished setting up the account can do that, and nothing else. */
function refuseHalfway(officer: Officer, secondFactor: boolean): void {
	if (officer.mustChangePassword && !officer.viaProvider) {
		throw new PortalError('password_change_required', '现在用的是一次性密码，请先在“我的账号”中修改密码。');
	}
	if (secondFactor && !officer.twoFactorEnabled && !officer.factorProven) {
		throw new PortalError('second_factor_missing', '本平台要求二次验证，请先在“我的账号”中启用。');
	}
}

/** Looking at a session writes: it is refreshed, or removed when its time is up. The disk may refuse either. */
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

async function readSession(
	auth: Auth,
	{ content, db }: Pick<StaffDeps, 'content' | 'db'>,
	c: Context,
): Promise<Officer> {
	const cookie = c.req.header('cookie');
	// The console's own refreshing must not keep an idle person signed in; on a full disk the session is read as it is.
	const disableRefresh = c.req.header('x-background') !== undefined || !db.hasRoom();
	const found = cookie ? await sessionOf(auth, cookie, disableRefresh) : null;
	const user = found?.response?.user;
	if (!found?.response || !user || user.disabled || !isRole(user.role)) {
		throw new PortalError('not_signed_in', '登录已过期或尚未登录，请登录后继续；已填写的内容不会丢失。');
	}
	if (onlyForCity(user.role) && user.adcode !== content.units.city.adcode) {
		// Made for a county before this was refused: it would look over all others.
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
