import { and, asc, eq, inArray } from 'drizzle-orm';
import { user } from '../../db/schema/accounts.ts';
import type { Deps } from '../deps.ts';
import { thePortal } from '../permission/actor.ts';
import type { Auth } from './auth.ts';
import { createAccount } from './create-account.ts';
import { oneTimePassword } from './one-time-password.ts';

/** The two who make all other accounts, neither without the other. */
const firsts = [
	{ username: 'admin', name: '系统管理员', role: 'system-administrator' },
	{ username: 'security', name: '安全管理员', role: 'security-administrator' },
] as const;

export interface FirstAccount {
	username: string;
	/** Name of the role. */
	name: string;
	/** Not stored anywhere: shown this once. */
	password: string;
}

/**
 * Creates the first administrator of each kind where there is none. `announce` is called as soon as each is on disk,
 * since the rest of a start may be interrupted.
 */
export async function firstAdministrators(
	deps: Deps,
	auth: Auth,
	announce: (made: FirstAccount) => void,
): Promise<void> {
	for (const { username, name, role } of firsts) {
		const [known] = await deps.db.read.select({ id: user.id }).from(user).where(eq(user.role, role)).limit(1);
		if (known) continue;
		const made = { username: await freeName(deps, username), name, password: oneTimePassword(deps) };
		const { adcode } = deps.content.units.city;
		await createAccount(deps, auth, thePortal, { ...made, role, adcode, demo: false });
		announce(made);
	}
}

/** An earlier administrator may have given the name to another account. */
async function freeName({ db }: Pick<Deps, 'db'>, preferred: string): Promise<string> {
	const taken = (await db.read.select({ username: user.username }).from(user)).map(({ username }) => username);
	let name = preferred;
	for (let nth = 2; taken.includes(name); nth++) name = `${preferred}-${nth}`;
	return name;
}

/** Administrators who still have a one-time password, which may have been lost before anybody read it. */
export async function withUnusedPassword({ db }: Pick<Deps, 'db'>): Promise<string[]> {
	const kinds = firsts.map(({ role }) => role);
	const found = await db.read
		.select({ username: user.username })
		.from(user)
		.where(and(inArray(user.role, kinds), eq(user.mustChangePassword, true), eq(user.disabled, false)))
		.orderBy(asc(user.username));
	return found.flatMap(({ username }) => username ?? []);
}
