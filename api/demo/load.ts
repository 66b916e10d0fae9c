import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { user } from '../../db/schema/accounts.ts';
import type { Auth } from '../accounts/auth.ts';
import { oneTimePassword } from '../accounts/one-time-password.ts';
import { resetAccount } from '../accounts/reset-account.ts';
import { writeAudit } from '../audit/write.ts';
import type { Config } from '../config.ts';
import type { StaffDeps } from '../deps.ts';
import { readSecret, writeSecret } from '../keys/secret-files.ts';
import { thePortal } from '../permission/actor.ts';
import { makeDemoAccounts } from './accounts.ts';
import { makeDemoReports } from './reports.ts';

/** Loads accounts and reports for demonstration on the first start. Returns the password of the accounts. */
export async function loadDemo(deps: StaffDeps, auth: Auth, config: Config): Promise<string> {
	const file = join(config.dataDir, 'keys', 'demo-password');
	const known = readSecret(file);
	const password = config.demoPassword ?? (known || oneTimePassword(deps));
	if (await makeDemoAccounts(deps, auth, password)) await makeDemoReports(deps);
	else if (password !== known) await changeAll(deps, auth, password);
	// Not rewritten where it is right, as a full disk has no space for it.
	if (password !== known) writeSecret(file, password);
	return password;
}

async function changeAll(deps: StaffDeps, auth: Auth, password: string): Promise<void> {
	const hash = await (await auth.$context).password.hash(password);
	await deps.db.write(async (tx) => {
		for (const found of await tx.select().from(user).where(eq(user.demo, true))) {
			await resetAccount(tx, deps, found, hash);
			const subject = found.username ?? '';
			await writeAudit(tx, deps, { actor: thePortal, action: 'account.password-reset', subject });
		}
	});
}
