import { eq } from 'drizzle-orm';
import type { Reader } from '../../db/database.ts';
import { user } from '../../db/schema/accounts.ts';
import { PortalError } from '../http/errors.ts';

export type AccountOfStaff = typeof user.$inferSelect;

/** An account by id. Throws not_found. */
export async function findAccount(from: Reader, id: string): Promise<AccountOfStaff> {
	const [found] = await from.select().from(user).where(eq(user.id, id));
	if (!found) throw new PortalError('not_found', '没有找到这个账号，请刷新列表。');
	return found;
}

/** The account of a name that somebody typed, if there is one. */
export async function accountNamed(from: Reader, username: string): Promise<AccountOfStaff | undefined> {
	const [found] = await from.select().from(user).where(eq(user.username, username));
	return found;
}
