import { and, eq } from 'drizzle-orm';
import type { Transaction } from '../../db/open.ts';
import { accountNotices } from '../../db/schema/accounts.ts';
import { raiseAlert } from '../audit/alerts.ts';
import type { Deps } from '../deps.ts';
import { dayOf, inLetters } from '../time.ts';
import type { AccountOfStaff } from './find-account.ts';
import { tellOwner } from './tell-owner.ts';

/** Tells the owner, and who watches over the portal, that strangers guess at an account: once a day at most. */
export async function tellGuessed(
	tx: Transaction,
	deps: Pick<Deps, 'newId' | 'now'>,
	{ id, username }: Pick<AccountOfStaff, 'id' | 'username'>,
): Promise<void> {
	const day = inLetters(dayOf(deps.now()));
	const text = `${day}，有人用错误的密码多次登录您的账号；其他设备登录已须先完成验证，您登录过的设备不受影响。不是您本人操作的，请告知审计人员。`;
	const same = and(eq(accountNotices.userId, id), eq(accountNotices.text, text));
	const [told] = await tx.select({ id: accountNotices.id }).from(accountNotices).where(same);
	if (told) return;
	await tellOwner(tx, deps, id, text);
	await raiseAlert(tx, deps, {
		kind: 'account.guessed',
		subject: username ?? '',
		text: `${day}，账号“${username}”一小时内多次被人用错误的密码登录，请核实是否本人操作。`,
	});
}
