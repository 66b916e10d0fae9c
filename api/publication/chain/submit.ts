import type { StaffDeps } from '../../deps.ts';
import { PortalError } from '../../http/errors.ts';
import type { Officer } from '../../permission/officer.ts';
import { changePublication } from './change.ts';
import { findPublication, refuseOfficer } from './find.ts';
import type { Kind } from './kind.ts';
import { isDraft, type Publication } from './publication.ts';

/** Hands a draft to a second person. Throws forbidden, not_found, not_now, moved_meanwhile or invalid. */
export async function submit(
	deps: StaffDeps,
	officer: Officer,
	kind: Kind,
	{ id, version }: { id: string; version: number },
): Promise<Publication> {
	refuseOfficer(kind, officer);
	const seen = await findPublication(deps.db.read, officer, kind, id);
	if (isDraft(seen)) await kind.checkSubmission?.(deps, officer, seen);
	return changePublication(deps, officer, kind, {
		id,
		version,
		step: 'submitted',
		async decide(tx, row) {
			if (!isDraft(row)) throw new PortalError('not_now', `只有拟稿或退回修改的${kind.noun}可以提交审核。`);
			await kind.submit?.(tx, row);
			return { status: 'submitted', returnReason: null };
		},
	});
}
