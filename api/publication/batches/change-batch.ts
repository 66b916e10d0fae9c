import { and, eq } from 'drizzle-orm';
import type { Transaction } from '../../../db/open.ts';
import { batches } from '../../../db/schema/publication.ts';
import type { AuditAction } from '../../audit/actions.ts';
import { writeAudit } from '../../audit/write.ts';
import type { StaffDeps } from '../../deps.ts';
import type { Officer } from '../../permission/officer.ts';
import { type BatchRow, batchMovedMeanwhile, findBatch, requireCity } from './find-batch.ts';

/** A change of one version of a row, and what the log says of it. */
interface Change {
	id: string;
	version: number;
	action: AuditAction;
	decide: (tx: Transaction, row: BatchRow) => Promise<Partial<BatchRow>>;
	reason?: string | undefined;
}

/**
 * The only way a batch changes state: decided on the version that was seen, written with its audit row in one
 * transaction. Throws forbidden, not_found, moved_meanwhile and what `decide` throws.
 */
export function changeBatch(
	deps: StaffDeps,
	officer: Officer,
	{ id, version, action, decide, reason }: Change,
): Promise<BatchRow> {
	requireCity(officer);
	return deps.db.write(async (tx) => {
		const row = await findBatch(tx, id);
		if (row.version !== version) throw batchMovedMeanwhile();
		const changes = await decide(tx, row);
		const [changed] = await tx
			.update(batches)
			.set({ ...changes, version: version + 1, updatedAt: deps.now().toISOString() })
			.where(and(eq(batches.id, id), eq(batches.version, version)))
			.returning();
		if (!changed) throw batchMovedMeanwhile();
		await writeAudit(tx, deps, { actor: officer, action, subject: `第${row.number}批`, reason });
		return changed;
	});
}
