import { and, eq } from 'drizzle-orm';
import { batchCases, batches } from '../../../db/schema/publication.ts';
import { writeAudit } from '../../audit/write.ts';
import type { StaffDeps } from '../../deps.ts';
import { PortalError } from '../../http/errors.ts';
import type { Officer } from '../../permission/officer.ts';
import { batchMovedMeanwhile, findBatch, requireCity } from './find-batch.ts';

/**
 * Gives up a batch that nobody is reviewing: its number and its cases are free again. Throws forbidden, not_found,
 * not_now or moved_meanwhile.
 */
export function discardBatch(deps: StaffDeps, officer: Officer, id: string, version: number): Promise<void> {
	requireCity(officer);
	return deps.db.write(async (tx) => {
		const { number, status } = await findBatch(tx, id);
		if (status !== 'draft' && status !== 'returned') {
			throw new PortalError('not_now', '已提交审核或已发布的批次不能删除，请先由审核人员退回。');
		}
		await tx.delete(batchCases).where(eq(batchCases.batchId, id));
		const [gone] = await tx
			.delete(batches)
			.where(and(eq(batches.id, id), eq(batches.version, version)))
			.returning();
		if (!gone) throw batchMovedMeanwhile();
		await writeAudit(tx, deps, { actor: officer, action: 'batch.discarded', subject: `第${number}批` });
	});
}
