import type { Transaction } from '../../db/open.ts';
import { type Errand, outbox } from '../../db/schema/delivery.ts';
import type { BaseDeps } from '../base-deps.ts';

/**
 * Leaves an errand inside the transaction of the change: both are on disk, or neither. With `once`, the same errand
 * is left only the first time.
 */
export async function enqueue(
	tx: Transaction,
	deps: Pick<BaseDeps, 'newId' | 'now'>,
	errand: Errand,
	once?: string,
): Promise<void> {
	const at = deps.now().toISOString();
	const row: typeof outbox.$inferInsert = {
		id: deps.newId(),
		kind: errand.kind,
		once: once ?? null,
		payload: errand,
		createdAt: at,
		dueAt: at,
		attempts: 0,
	};
	await tx.insert(outbox).values(row).onConflictDoNothing({ target: outbox.once });
}
