import type { Transaction } from '../../db/database.ts';
import { type Job, outbox } from '../../db/schema/delivery.ts';
import type { BaseDeps } from '../base-deps.ts';

/**
 * Leaves a job inside the transaction of the change: both are on disk, or neither. With `once`, the same job
 * is left only the first time.
 */
export async function enqueue(
	tx: Transaction,
	deps: Pick<BaseDeps, 'newId' | 'now'>,
	job: Job,
	once?: string,
): Promise<void> {
	const at = deps.now().toISOString();
	const row: typeof outbox.$inferInsert = {
		id: deps.newId(),
		kind: job.kind,
		once: once ?? null,
		payload: job,
		createdAt: at,
		dueAt: at,
		attempts: 0,
	};
	await tx.insert(outbox).values(row).onConflictDoNothing({ target: outbox.once });
}
