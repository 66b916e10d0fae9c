import { z } from 'zod';
import type { Content } from '../../content/content.ts';
import type { Transaction } from '../../db/database.ts';
import { account as credential, user } from '../../db/schema/accounts.ts';
import { writeAudit } from '../audit/write.ts';
import type { Deps } from '../deps.ts';
import { invalid, type PortalError } from '../http/errors.ts';
import { code, reference, singleLineText } from '../http/text.ts';
import type { Actor } from '../permission/actor.ts';
import type { Officer } from '../permission/officer.ts';
import { canBeTied, isRole, onlyForCity, type Role, roles } from '../permission/roles.ts';
import { type Auth, usernameForm } from './auth.ts';
import { oneTimePassword } from './one-time-password.ts';
import { requireSecondAdministrator } from './require-second-administrator.ts';

export const NewAccount = z.strictObject({
	username: code('请填写账号').regex(usernameForm, '账号用小写字母开头，只用小写字母、数字和连字符'),
	name: singleLineText({ name: '姓名', missing: '请填写姓名', most: 40 }),
	role: z.custom<Role>((role) => typeof role === 'string' && isRole(role), '岗位不在可选范围内'),
	adcode: z.int('请选择地区'),
	/** Code of the town; only a grid worker has one. */
	town: reference(12).optional(),
	/** Id of the only unit of the area whose cases the account sees and works. */
	unit: reference(60).optional(),
});
export type NewAccount = z.infer<typeof NewAccount>;

/** A password, or what `auth` made of one that several demo accounts share. */
type NewPassword = { password: string } | { passwordHash: string };

/** Makes an account of any role, for the portal itself. Returns its id. Throws invalid like insertAccount. */
export async function createAccount(
	deps: Deps,
	auth: Auth,
	by: Actor,
	account: NewAccount & NewPassword & { demo: boolean },
): Promise<string> {
	const passwordHash =
		'passwordHash' in account ? account.passwordHash : await (await auth.$context).password.hash(account.password);
	return deps.db.write((tx) => insertAccount(tx, deps, by, { ...account, passwordHash }));
}

/** What an administrator may make without another. Throws second_administrator_required for all other roles. */
export async function createByOneAdministrator(
	deps: Deps,
	auth: Auth,
	by: Officer,
	account: NewAccount,
): Promise<{ id: string; password: string }> {
	requireSecondAdministrator(account.role);
	const password = oneTimePassword(deps);
	return { id: await createAccount(deps, auth, by, { ...account, password, demo: false }), password };
}

/** Adds an account in the caller's transaction. Throws invalid where the name is taken or the area unknown. */
export async function insertAccount(
	tx: Transaction,
	deps: Deps,
	by: Actor,
	account: NewAccount & { passwordHash: string; demo: boolean; reason?: string },
): Promise<string> {
	refuseWrongArea(deps.content, account);
	const at = deps.now();
	const [made] = await tx
		.insert(user)
		.values({
			id: deps.newId(),
			name: account.name,
			email: `${account.username}@staff.invalid`,
			emailVerified: true,
			username: account.username,
			displayUsername: account.username,
			role: account.role,
			adcode: account.adcode,
			town: account.role === 'grid-worker' ? account.town : null,
			unit: account.unit ?? null,
			disabled: false,
			demo: account.demo,
			// Administrators know the first password, or half of it; demo accounts share theirs.
			mustChangePassword: !account.demo,
			createdAt: at,
			updatedAt: at,
		})
		.onConflictDoNothing()
		.returning();
	if (!made) throw nameTaken();
	await tx.insert(credential).values({
		id: deps.newId(),
		userId: made.id,
		accountId: made.id,
		// The name better-auth gives to sign-in by password.
		providerId: 'credential',
		password: account.passwordHash,
		createdAt: at,
		updatedAt: at,
	});
	const { reason } = account;
	await writeAudit(tx, deps, { actor: by, action: 'account.created', subject: account.username, reason });
	return made.id;
}

export function nameTaken(): PortalError {
	return invalid({ path: 'username', message: '这个账号已经有了，请换一个' });
}

/**
 * Each role has its kind of area: the city for roles with access to everything, one town for a grid worker, optionally
 * one unit for roles that handle cases.
 */
export function refuseWrongArea({ units, areas }: Content, account: NewAccount): void {
	const { city, counties } = units;
	const { role, adcode, town, unit } = account;
	if (![city, ...counties].some((area) => area.adcode === adcode)) {
		throw invalid({ path: 'adcode', message: '地区不在本市范围内' });
	}
	if (onlyForCity(role) && adcode !== city.adcode) {
		throw invalid({ path: 'role', message: `“${roles[role].name}”只能属于${city.name}` });
	}
	if (role === 'grid-worker' && !areas.towns.some((each) => each.code === town && each.adcode === adcode)) {
		throw invalid({ path: 'town', message: '请选择本县区的乡镇' });
	}
	if (unit === undefined) return;
	if (!canBeTied(role)) {
		throw invalid({ path: 'unit', message: `“${roles[role].name}”不按单位限定范围，不用选择单位` });
	}
	if (!units.units.some((each) => each.id === unit && each.adcode === adcode)) {
		throw invalid({ path: 'unit', message: '请选择本地区的单位' });
	}
}
