import { and, eq } from 'drizzle-orm';
import { publications } from '../../../db/schema/publication.ts';
import type { StaffDeps } from '../../deps.ts';
import { PortalError } from '../../http/errors.ts';
import type { Officer } from '../../permission/officer.ts';
import { recordStep } from './change.ts';
import { findPublication, movedMeanwhile, refuseOfficer } from './find.ts';
import type { Kind } from './kind.ts';
import { isDraft } from './publication.ts';

/** Gives up a draft that nobody is reviewing. Throws forbidden, not_found, not_now or moved_meanwhile. */
export function discard(
	deps: StaffDeps,
	officer: Officer,
	kind: Kind,
	{ id, version }: { id: string; version: number },
): Promise<void> {
	refuseOfficer(kind, officer);
	return deps.db.write(async (tx) => {
		const row = await findPublication(tx, officer, kind, id);
		if (!isDraft(row)) {
			throw new PortalError('not_now', `已提交审核或已发布的${kind.noun}不能删除，请先由审核人员退回。`);
		}
		await kind.discarded?.(tx, row);
		const [gone] = await tx
			.delete(publications)
			.where(and(eq(publications.id, id), eq(publications.version, version)))
			.returning();
		if (!gone) throw movedMeanwhile(kind);
		await recordStep(tx, deps, kind, { officer, row, step: 'discarded' });
	});
}
