import { count } from 'drizzle-orm';
import { user } from '../../db/schema/accounts.ts';
import { thePortal } from '../audit/write.ts';
import type { Deps } from '../deps.ts';
import type { Auth } from './auth.ts';
import { createAccount } from './create-account.ts';
import { oneTimePassword } from './one-time-password.ts';

/** Name of the account that makes all others. */
const username = 'admin';

/**
 * Makes the first account of a portal that has none. Returns its one-time password, to be shown this once,
 * or null when there are accounts already.
 */
export async function firstAdministrator(
	deps: Deps,
	auth: Auth,
): Promise<{ username: string; password: string } | null> {
	const [row] = await deps.db.read.select({ total: count() }).from(user);
	if (row?.total) return null;
	const password = oneTimePassword(deps);
	await createAccount(deps, auth, thePortal, {
		username,
		name: '账号管理员',
		role: 'administrator',
		adcode: deps.content.units.city.adcode,
		password,
		demo: false,
	});
	return { username, password };
}
