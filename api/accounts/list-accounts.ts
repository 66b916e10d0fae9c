import { asc, eq } from 'drizzle-orm';
import { areaName } from '../../content/facts/area-name.ts';
import { townName, unitOf } from '../../content/facts/look-up.ts';
import { user } from '../../db/schema/accounts.ts';
import type { Deps, StaffDeps } from '../deps.ts';
import { PortalError } from '../http/errors.ts';
import type { Officer } from '../permission/officer.ts';
import { isRole, needsTwo, type Permission, type Role, roles } from '../permission/roles.ts';
import { type AccountOfStaff, findAccount } from './find-account.ts';
import { unreadNotices } from './notices.ts';

/** All accounts by name, for the administrators. No passwords, no sessions. */
export async function listAccounts(deps: Deps) {
	const found = await deps.db.read.select().from(user).orderBy(asc(user.username));
	return { total: found.length, items: found.map((each) => accountRow(deps, each)) };
}

/** One account by id. */
export async function showAccount(deps: Deps, id: string) {
	return accountRow(deps, await findAccount(deps.db.read, id));
}

/** What the console knows of the officer who signed in. */
export async function me(
	deps: StaffDeps,
	{ username, viaProvider, factorProven }: Pick<Officer, 'username' | 'viaProvider' | 'factorProven'>,
) {
	const [found] = await deps.db.read.select().from(user).where(eq(user.username, username));
	if (!found) throw new PortalError('not_signed_in', '登录已过期或尚未登录，请登录后继续。');
	const { disabled, needsTwo: _, ...row } = accountRow(deps, found);
	const permissions: readonly Permission[] = isRole(found.role) ? roles[found.role].may : [];
	return {
		...row,
		permissions,
		demo: found.demo,
		mustChangePassword: found.mustChangePassword && !viaProvider,
		hiddenColumns: found.hiddenColumns,
		secondFactor: { enabled: found.twoFactorEnabled ?? false, required: deps.secondFactor && !factorProven },
		/** To be read and confirmed before anything else. */
		notices: await unreadNotices(deps, found.id),
	};
}

function accountRow(deps: Pick<Deps, 'content'>, account: AccountOfStaff) {
	return {
		id: account.id,
		...accountFacts(deps, account),
		disabled: account.disabled,
		/** Reset and let in again by two administrators only. */
		needsTwo: needsTwo(account.role),
	};
}

interface Facts {
	username: string | null;
	name: string;
	role: Role;
	adcode: number;
	town?: string | null | undefined;
	unit?: string | null | undefined;
}

/** What an account is, in words; also of one that is only asked for. */
export function accountFacts({ content }: Pick<Deps, 'content'>, account: Facts) {
	const { username, name, role, adcode } = account;
	return {
		/** better-auth's column may be null; ours never is. */
		username: username ?? '',
		name,
		role,
		roleName: isRole(role) ? roles[role].name : role,
		adcode,
		county: areaName(content, adcode),
		town: account.town ? townName(content, account.town) : null,
		unit: unitOf(content, account.unit)?.name ?? null,
	};
}
