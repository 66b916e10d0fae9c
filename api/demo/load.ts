import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { user } from '../../db/schema/accounts.ts';
import type { Auth } from '../accounts/auth.ts';
import { oneTimePassword } from '../accounts/one-time-password.ts';
import { resetAccount } from '../accounts/reset-account.ts';
import { thePortal, writeAudit } from '../audit/write.ts';
import type { Config } from '../config.ts';
import type { StaffDeps } from '../deps.ts';
import { keep } from '../key-files.ts';
import { makeDemoAccounts } from './accounts.ts';
import { makeDemoReports } from './reports.ts';

/** Loads accounts and reports for demonstration on the first start. Returns the password of the accounts. */
export async function loadDemo(deps: StaffDeps, auth: Auth, config: Config): Promise<string> {
	const file = join(config.dataDir, 'keys', 'demo-password');
	keep(file, () => config.demoPassword ?? oneTimePassword(deps));
	const known = readFileSync(file, 'utf8').trim();
	const password = config.demoPassword ?? known;
	if (await makeDemoAccounts(deps, auth, password)) await makeDemoReports(deps);
	else if (password !== known) await changeAll(deps, auth, password);
	// Left alone where it is right: on a full disk it would be emptied.
	if (password !== known) writeFileSync(file, `${password}\n`, { mode: 0o600 });
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
