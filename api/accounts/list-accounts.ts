import { asc, eq } from 'drizzle-orm';
import { user } from '../../db/schema/accounts.ts';
import { areaName } from '../area-name.ts';
import type { Deps, StaffDeps } from '../deps.ts';
import { PortalError } from '../errors.ts';
import type { Officer } from './officer.ts';
import { isRole, roles } from './roles.ts';

type Account = typeof user.$inferSelect;

/** All accounts by name, for the administrator. No passwords, no sessions. */
export async function listAccounts(deps: Deps) {
	const found = await deps.db.read.select().from(user).orderBy(asc(user.username));
	return { total: found.length, items: found.map((each) => accountRow(deps, each)) };
}

/** One account by id. */
export async function showAccount(deps: Deps, id: string) {
	const [found] = await deps.db.read.select().from(user).where(eq(user.id, id));
	if (!found) throw new PortalError('not_found', '没有找到这个账号，请刷新列表。');
	return accountRow(deps, found);
}

/** What the console knows of the officer who signed in. */
export async function me(
	deps: StaffDeps,
	{ username, viaProvider, factorProven }: Pick<Officer, 'username' | 'viaProvider' | 'factorProven'>,
) {
	const [found] = await deps.db.read.select().from(user).where(eq(user.username, username));
	if (!found) throw new PortalError('not_signed_in', '登录已过期或尚未登录，请登录后继续。');
	const { disabled, ...row } = accountRow(deps, found);
	return {
		...row,
		permissions: isRole(found.role) ? roles[found.role].may : [],
		demo: found.demo,
		mustChangePassword: found.mustChangePassword && !viaProvider,
		hiddenColumns: found.hiddenColumns === null ? null : (JSON.parse(found.hiddenColumns) as string[]),
		secondFactor: { enabled: found.twoFactorEnabled ?? false, required: deps.secondFactor && !factorProven },
	};
}

function accountRow({ content }: Deps, account: Account) {
	return {
		id: account.id,
		username: account.username,
		name: account.name,
		role: account.role,
		roleName: isRole(account.role) ? roles[account.role].name : account.role,
		adcode: account.adcode,
		county: areaName(content, account.adcode),
		town: content.areas.towns.find(({ code }) => code === account.town)?.name ?? null,
		unit: content.units.units.find(({ id }) => id === account.unit)?.name ?? null,
		disabled: account.disabled,
	};
}
