import { and, eq } from 'drizzle-orm';
import { dayInWords, dayOf } from '../../../content/facts/time.ts';
import type { Transaction } from '../../../db/database.ts';
import { accountNotices } from '../../../db/schema/accounts.ts';
import { raiseAlert } from '../../audit/alerts.ts';
import type { Deps } from '../../deps.ts';
import type { AccountOfStaff } from '../find-account.ts';
import { notifyOwner } from '../notify-owner.ts';

const words = {
	password: {
		owner: '有人用错误的密码多次登录您的账号；其他设备登录已须先完成验证，您登录过的设备不受影响。',
		auditor: '一小时内多次被人用错误的密码登录',
	},
	code: {
		owner: '有人用您的密码登录、多次输错验证码；您登录过的设备不受影响，请尽快修改密码。',
		auditor: '一小时内多次被人用正确的密码、错误的验证码登录，密码可能已经泄露',
	},
} as const;

/** Warns the owner and the auditor that unknown devices guess at an account: once a day at most. */
export async function warnOfGuessing(
	tx: Transaction,
	deps: Pick<Deps, 'newId' | 'now'>,
	{ id, username }: Pick<AccountOfStaff, 'id' | 'username'>,
	at: keyof typeof words,
): Promise<void> {
	const day = dayInWords(dayOf(deps.now()));
	const text = `${day}，${words[at].owner}不是您本人操作的，请告知审计人员。`;
	const same = and(eq(accountNotices.userId, id), eq(accountNotices.text, text));
	const [told] = await tx.select({ id: accountNotices.id }).from(accountNotices).where(same);
	if (told) return;
	await notifyOwner(tx, deps, id, text);
	await raiseAlert(tx, deps, {
		kind: 'account.guessed',
		subject: username ?? '',
		text: `${day}，账号“${username}”${words[at].auditor}，请核实是否本人操作。`,
	});
}
