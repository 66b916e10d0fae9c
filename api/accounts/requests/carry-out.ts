import type { Transaction } from '../../../db/database.ts';
import { writeAudit } from '../../audit/write.ts';
import type { Deps } from '../../deps.ts';
import type { Actor } from '../../permission/actor.ts';
import type { Officer } from '../../permission/officer.ts';
import { isRole, roles } from '../../permission/roles.ts';
import { insertAccount } from '../create-account.ts';
import { markDisabled } from '../disable.ts';
import { findAccount } from '../find-account.ts';
import { changedByTwo, notifyOwner } from '../notify-owner.ts';
import { resetAccount } from '../reset-account.ts';
import { newAccountOf, requestKinds, type StoredRequest } from './request.ts';

interface Granted {
	request: StoredRequest;
	passwordHash: string;
}

/** Does what two administrators agreed on, in the transaction of the decision, and leaves word for the owner. */
export async function carryOut(tx: Transaction, deps: Deps, by: Officer, granted: Granted): Promise<void> {
	const { request } = granted;
	const requester = await findAccount(tx, request.requestedById);
	const title = isRole(requester.role) ? `（${roles[requester.role].name}）` : '';
	const userId = await change(tx, deps, by, granted);
	const done = requestKinds[request.kind];
	await notifyOwner(tx, deps, userId, changedByTwo(deps, `${requester.name}${title}`, by, done));
}

/** The change with its row in the log, by whoever agreed and with who asked. Returns the id of the account. */
async function change(tx: Transaction, deps: Deps, actor: Actor, granted: Granted): Promise<string> {
	const { request, passwordHash } = granted;
	const reason = `经${request.requestedByName}申请：${request.reason}`;
	const account = newAccountOf(request);
	if (account) return insertAccount(tx, deps, actor, { ...account, passwordHash, demo: false, reason });
	const found = await findAccount(tx, request.userId ?? '');
	const subject = found.username ?? '';
	if (request.kind === 'enable') {
		await markDisabled(tx, deps, found.id, false);
		await writeAudit(tx, deps, { actor, action: 'account.enabled', subject, reason });
	} else {
		await resetAccount(tx, deps, found, passwordHash);
		await writeAudit(tx, deps, { actor, action: 'account.password-reset', subject, reason });
	}
	return found.id;
}
