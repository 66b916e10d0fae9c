import { minuteInWords } from '../../content/facts/time.ts';
import type { Transaction } from '../../db/database.ts';
import { raiseAlert } from '../audit/alerts.ts';
import { refuseOtherKey } from '../audit/refuse-other-key.ts';
import { writeAudit } from '../audit/write.ts';
import type { Deps } from '../deps.ts';
import { PortalError } from '../http/errors.ts';
import { thePortal } from '../permission/actor.ts';
import { isRole, otherAdministrator, roles } from '../permission/roles.ts';
import type { Auth } from './auth.ts';
import { markDisabled } from './disable.ts';
import { type AccountOfStaff, accountNamed } from './find-account.ts';
import { changedOnServer, notifyOwner } from './notify-owner.ts';
import { oneTimePassword } from './one-time-password.ts';
import { resetAccount } from './reset-account.ts';

/**
 * The way back in for an administrator whom no other can help, for whoever can run a command on the server: a new
 * one-time password, and the account is let in again. Throws not_found, or forbidden for everybody else's account.
 */
export async function resetOnServer(deps: Deps, auth: Auth, username: string): Promise<{ password: string }> {
	const password = oneTimePassword(deps);
	const hash = await (await auth.$context).password.hash(password);
	await deps.db.write(async (tx) => {
		await refuseOtherKey(tx, deps);
		const found = await findAdministrator(tx, username);
		await resetAccount(tx, deps, found, hash);
		if (found.disabled) await markDisabled(tx, deps, found.id, false);
		await notifyOwner(tx, deps, found.id, changedOnServer(deps));
		await writeAudit(tx, deps, { actor: thePortal, action: 'account.reset-on-server', subject: username });
		const text = `管理账号“${username}”于${minuteInWords(deps.now())}在服务器上用管理命令重置，请核实是否经过批准。`;
		await raiseAlert(tx, deps, { kind: 'account.reset-on-server', subject: username, text });
	});
	return { password };
}

async function findAdministrator(tx: Transaction, username: string): Promise<AccountOfStaff> {
	const found = await accountNamed(tx, username);
	if (!found) throw new PortalError('not_found', `没有“${username}”这个账号，请核对账号的写法。`);
	if (isRole(found.role) && otherAdministrator(found.role)) return found;
	const name = isRole(found.role) ? roles[found.role].name : found.role;
	throw new PortalError(
		'forbidden',
		`“${username}”是${name}的账号。本命令只重置系统管理员和安全管理员；其他账号请由管理员在办理平台重置。`,
	);
}
