import { desc } from 'drizzle-orm';
import type { Transaction } from '../../db/database.ts';
import { inserter, kept } from '../../db/kept.ts';
import { audit } from '../../db/schema/audit.ts';
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

const lastRow = kept((on) =>
	on.select({ seq: audit.seq, hash: audit.hash }).from(audit).orderBy(desc(audit.seq)).limit(1).prepare(),
);
const insertRow = inserter(audit);

/** Adds one row inside the transaction of the change, chained by hash to the row before it. */
export async function writeAudit(
	tx: Transaction,
	deps: Pick<BaseDeps, 'keys' | 'now'>,
	entry: AuditEntry,
): Promise<void> {
	const [last] = await lastRow(tx).execute();
	const row = {
		seq: (last?.seq ?? 0) + 1,
		at: deps.now().toISOString(),
		actorId: entry.actor.id,
		actorName: entry.actor.name,
		action: entry.action,
		subject: entry.subject,
		reason: entry.reason ?? null,
	};
	await insertRow(tx, { ...row, hash: chainHash(deps.keys, last?.hash ?? '', row) });
}
