import type { Transaction } from '../../db/database.ts';
import { kept, placeholders } from '../../db/kept.ts';
import { type Job, outbox } from '../../db/schema/delivery.ts';
import type { BaseDeps } from '../base-deps.ts';

const insertOnce = kept((on) =>
	on
		.insert(outbox)
		.values(placeholders(outbox, ['id', 'kind', 'once', 'payload', 'createdAt', 'dueAt', 'attempts']))
		.onConflictDoNothing({ target: outbox.once })
		.prepare(),
);

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
	const row = {
		id: deps.newId(),
		kind: job.kind,
		once: once ?? null,
		payload: job,
		createdAt: at,
		dueAt: at,
		attempts: 0,
	} satisfies typeof outbox.$inferInsert;
	await insertOnce(tx).execute(row);
}
