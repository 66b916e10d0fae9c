import { and, eq, ne } from 'drizzle-orm';
import { z } from 'zod';
import { account, session, user } from '../../db/schema/accounts.ts';
import { writeAudit } from '../audit/write.ts';
import type { StaffDeps } from '../deps.ts';
import { invalid } from '../http/errors.ts';
import { password } from '../http/text.ts';
import type { Officer } from '../permission/officer.ts';
import type { Auth } from './auth.ts';
import { passwordProblem } from './password-rules.ts';
import { checkOwnPassword } from './sign-in/check-own-password.ts';
import { forgetDevices } from './sign-in/known-devices.ts';

export const PasswordChange = z.strictObject({
	current: password('请输入现在的密码'),
	next: password('请输入新密码', '密码不超过 128 个字'),
});

/**
 * An officer's own new password; every other browser is signed out, and none is known any longer. Throws invalid, locked or
 * unavailable.
 */
export async function changePassword(
	deps: StaffDeps,
	auth: Auth,
	officer: Officer,
	{ current, next }: z.infer<typeof PasswordChange>,
): Promise<void> {
	const { password } = await auth.$context;
	const [row] = await deps.db.read.select().from(account).where(passwordOf(officer.id));
	await checkOwnPassword(deps, officer, { path: 'current', message: '现在的密码不对' }, async () => {
		const right = row?.password && (await password.verify({ hash: row.password, password: current }));
		return right ? true : null;
	});
	const problem = passwordProblem('next', next, officer.username);
	if (problem) throw invalid(problem);
	if (next === current) throw invalid({ path: 'next', message: '新密码不能与现在的密码相同' });
	const hash = await password.hash(next);
	await deps.db.write(async (tx) => {
		await tx.update(account).set({ password: hash, updatedAt: deps.now() }).where(passwordOf(officer.id));
		await tx.update(user).set({ mustChangePassword: false }).where(eq(user.id, officer.id));
		await tx.delete(session).where(and(eq(session.userId, officer.id), ne(session.id, officer.sessionId)));
		await forgetDevices(tx, officer.id);
		await writeAudit(tx, deps, { actor: officer, action: 'account.password-changed', subject: officer.username });
	});
}

/** The row with the password, beside that of the city's identity system. */
export function passwordOf(userId: string) {
	return and(eq(account.userId, userId), eq(account.providerId, 'credential'));
}
