import { and, eq } from 'drizzle-orm';
import type { Transaction } from '../../../db/open.ts';
import { results } from '../../../db/schema/publication.ts';
import type { AuditAction } from '../../audit/actions.ts';
import { writeAudit } from '../../audit/write.ts';
import type { StaffDeps } from '../../deps.ts';
import type { Officer } from '../../permission/officer.ts';
import { findResult, movedMeanwhile, type ResultRow } from './find-result.ts';

/** A change of one version of a row, and what the log says of it. */
interface Change {
	id: string;
	version: number;
	action: AuditAction;
	decide: (tx: Transaction, row: ResultRow) => Promise<Partial<ResultRow>>;
	reason?: string | undefined;
}

/**
 * The only way a result changes state: found within reach, decided on the version that was seen,
 * written with its audit row in one transaction. Throws not_found, moved_meanwhile and what `decide` throws.
 */
export function changeResult(
	deps: StaffDeps,
	officer: Officer,
	{ id, version, action, decide, reason }: Change,
): Promise<ResultRow> {
	return deps.db.write(async (tx) => {
		const row = await findResult(tx, officer, id);
		if (row.version !== version) throw movedMeanwhile();
		const changes = await decide(tx, row);
		const [changed] = await tx
			.update(results)
			.set({ ...changes, version: version + 1, updatedAt: deps.now().toISOString() })
			.where(and(eq(results.id, id), eq(results.version, version)))
			.returning();
		if (!changed) throw movedMeanwhile();
		await writeAudit(tx, deps, { actor: officer, action, subject: row.publicId, reason });
		return changed;
	});
}
