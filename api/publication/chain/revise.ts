import { and, desc, eq } from 'drizzle-orm';
import { publications } from '../../../db/schema/publication.ts';
import type { StaffDeps } from '../../deps.ts';
import { PortalError } from '../../http/errors.ts';
import type { Officer } from '../../permission/officer.ts';
import { recordStep } from './change.ts';
import { findPublication, movedMeanwhile, refuseOfficer } from './find.ts';
import type { Kind } from './kind.ts';
import type { Publication } from './publication.ts';

/**
 * Begins another edition of what is public, as a draft with the same text: the public reads the earlier one until this
 * one is approved. Throws forbidden, not_found, not_now or moved_meanwhile.
 */
export function revise(
	deps: StaffDeps,
	officer: Officer,
	kind: Kind,
	{ id, version }: { id: string; version: number },
): Promise<Publication> {
	refuseOfficer(kind, officer);
	return deps.db.write(async (tx) => {
		const row = await findPublication(tx, officer, kind, id);
		if (row.version !== version) throw movedMeanwhile(kind);
		if (row.status !== 'published') throw new PortalError('not_now', `只有已发布的${kind.noun}可以修订。`);
		const { publicId } = row;
		const [newest] = await tx
			.select({ id: publications.id })
			.from(publications)
			.where(and(eq(publications.kind, kind.id), eq(publications.publicId, publicId)))
			.orderBy(desc(publications.edition))
			.limit(1);
		if (newest?.id !== row.id) throw new PortalError('not_now', `${kind.one}已经在修订，请打开修订稿办理。`);
		const at = deps.now().toISOString();
		const [next] = await tx
			.insert(publications)
			.values({
				...row,
				id: deps.newId(),
				edition: row.edition + 1,
				status: 'draft',
				drafterId: officer.id,
				drafterName: officer.name,
				approverId: null,
				approverName: null,
				version: 1,
				createdAt: at,
				updatedAt: at,
				record: null,
				returnReason: null,
			})
			.returning();
		if (!next) throw new PortalError('internal', '修订稿没有存下来，请再试一次。');
		await recordStep(tx, deps, kind, { officer, row: next, step: 'revised' });
		return next;
	});
}
