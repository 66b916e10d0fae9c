import { z } from 'zod';
import type { Content } from '../../content/load.ts';
import { account as credential, user } from '../../db/schema/accounts.ts';
import { type Actor, writeAudit } from '../audit/write.ts';
import type { Deps } from '../deps.ts';
import { invalid } from '../errors.ts';
import { type Auth, usernameForm } from './auth.ts';
import { isRole, may, type Role, roles } from './roles.ts';

export const NewAccount = z.strictObject({
	username: z.string('请填写账号').regex(usernameForm, '账号用小写字母开头，只用小写字母、数字和连字符'),
	name: z.string('请填写姓名').trim().min(1, '请填写姓名').max(40, '姓名不超过 40 个字'),
	role: z.custom<Role>((role) => typeof role === 'string' && isRole(role), '岗位不在可选范围内'),
	adcode: z.int('请选择地区'),
	/** Code of the town; only a grid worker has one. */
	town: z.string().max(12).optional(),
	/** Id of a unit of the area; only for those who may look up who reported. */
	unit: z.string().max(60).optional(),
});

/** A password, or what `auth` made of one that several demo accounts share. */
type NewPassword = { password: string } | { passwordHash: string };

/** Makes an account. Returns its id. Throws invalid where the name is taken or the area unknown. */
export async function createAccount(
	deps: Deps,
	auth: Auth,
	by: Actor,
	account: z.infer<typeof NewAccount> & NewPassword & { demo: boolean },
): Promise<string> {
	refuseWrongArea(deps.content, account);
	const password =
		'passwordHash' in account ? account.passwordHash : await (await auth.$context).password.hash(account.password);
	const at = deps.now();
	return deps.db.write(async (tx) => {
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
				// The administrator knows the first password; demo accounts share theirs.
				mustChangePassword: !account.demo,
				createdAt: at,
				updatedAt: at,
			})
			.onConflictDoNothing()
			.returning();
		if (!made) throw invalid({ path: 'username', message: '这个账号已经有了，请换一个' });
		await tx.insert(credential).values({
			id: deps.newId(),
			userId: made.id,
			accountId: made.id,
			// The name better-auth gives to sign-in by password.
			providerId: 'credential',
			password,
			createdAt: at,
			updatedAt: at,
		});
		await writeAudit(tx, deps, { actor: by, action: 'account.created', subject: account.username });
		return made.id;
	});
}

/** Each role has its kind of area: the city for its supervisors, one town for a grid worker, maybe one unit for a handler. */
function refuseWrongArea({ units, areas }: Content, account: z.infer<typeof NewAccount>): void {
	const { city, counties } = units;
	const { role, adcode, town, unit } = account;
	if (![city, ...counties].some((area) => area.adcode === adcode)) {
		throw invalid({ path: 'adcode', message: '地区不在本市范围内' });
	}
	if (role === 'city-supervisor' && adcode !== city.adcode) {
		throw invalid({ path: 'role', message: `“${roles['city-supervisor'].name}”只能属于${city.name}` });
	}
	if (role === 'grid-worker' && !areas.towns.some((each) => each.code === town && each.adcode === adcode)) {
		throw invalid({ path: 'town', message: '请选择本县区的乡镇' });
	}
	if (unit === undefined) return;
	if (!may(role, 'identity.open')) {
		throw invalid({ path: 'unit', message: `“${roles[role].name}”不看举报人身份，不用选择单位` });
	}
	if (!units.units.some((each) => each.id === unit && each.adcode === adcode)) {
		throw invalid({ path: 'unit', message: '请选择本地区的单位' });
	}
}
