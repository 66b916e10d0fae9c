import type { Context, MiddlewareHandler } from 'hono';
import { PortalError } from '../http/errors.ts';
import { refuseUnreadQuery } from '../http/json-body.ts';
import type { Officer } from './officer.ts';
import { may, type Permission } from './roles.ts';

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

/** Who asks, by the session of a request. Throws not_signed_in, or forbidden where the account may not be used. */
export type ReadSession = (c: Context) => Promise<Officer>;

export function permitter(readSession: ReadSession, { secondFactor }: { secondFactor: boolean }): Permit {
	return (permission) => {
		const guard: MiddlewareHandler<StaffEnv> = async (c, next) => {
			const officer = await readSession(c);
			if (!may(officer.role, permission)) {
				throw new PortalError('forbidden', '您的岗位没有这项权限，请由有权限的人员办理。');
			}
			if (permission !== 'session.own') refuseHalfway(officer, secondFactor);
			// Behind the session: whoever has none learns nothing about which routes read what.
			refuseUnreadQuery(c);
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
