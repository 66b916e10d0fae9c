import { addToLog } from '../../db/audit-log.ts';
import type { Transaction } from '../../db/database.ts';
import type { BaseDeps } from '../base-deps.ts';
import type { Actor } from '../permission/actor.ts';
import type { AuditAction } from './actions.ts';
import { chainHash } from './chain.ts';

export interface AuditEntry {
	actor: Actor;
	action: AuditAction;
	/** Receipt number, public id or account name; never a reporter. */
	subject: string;
	reason?: string | undefined;
}

/**
 * Adds one row inside the transaction of the change, chained by hash to the row before it. The transaction itself may not
 * read it yet.
 */
export async function writeAudit(
	tx: Transaction,
	deps: Pick<BaseDeps, 'keys' | 'now'>,
	entry: AuditEntry,
): Promise<void> {
	const { actor, action, subject, reason = null } = entry;
	const at = deps.now().toISOString();
	await addToLog(tx, (last) => {
		const row = { seq: (last?.seq ?? 0) + 1, at, actorId: actor.id, actorName: actor.name, action, subject, reason };
		return { ...row, hash: chainHash(deps.keys, last?.hash ?? '', row) };
	});
}
