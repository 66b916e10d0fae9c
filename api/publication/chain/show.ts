import type { Deps } from '../../deps.ts';
import type { Officer } from '../../permission/officer.ts';
import { may } from '../../permission/roles.ts';
import { findPublication } from './find.ts';
import type { Kind } from './kind.ts';
import { publicationRow } from './list.ts';
import { isDraft, type Publication } from './publication.ts';

/** One publication with what it says, what is public of it, and what the officer may do with it. Throws not_found. */
export async function showPublication(deps: Deps, officer: Officer, kind: Kind, id: string) {
	const row = await findPublication(deps.db.read, officer, kind, id);
	const [listed] = await kind.list(deps, [row]);
	return {
		...publicationRow(row),
		title: listed?.title ?? row.publicId,
		columns: listed?.columns ?? [],
		body: kind.body.parse(row.body),
		/** What the public reads, or would read if it were approved now. */
		preview: row.record === null ? await kind.publicRecord(deps.db.read, deps, row) : kind.record.parse(row.record),
		returnReason: row.returnReason,
		...stepsFor(officer, kind, row),
		...(await kind.show?.(deps, officer, row)),
	};
}

/** Which steps this officer may take now. */
function stepsFor(officer: Officer, kind: Kind, row: Publication) {
	const works = !kind.refusal?.(officer);
	const drafts = works && may(officer.role, kind.permissions.draft);
	const approves = works && may(officer.role, kind.permissions.approve);
	const second = approves && row.drafterId !== officer.id;
	return {
		canEdit: isDraft(row) && drafts,
		canSubmit: isDraft(row) && drafts,
		canApprove: row.status === 'submitted' && second,
		canReturn: row.status === 'submitted' && second,
		canDiscard: isDraft(row) && drafts && kind.further.includes('discarded'),
		canRevise: row.status === 'published' && drafts && kind.further.includes('revised'),
		canWithdraw: row.status === 'published' && approves && kind.further.includes('withdrawn'),
	};
}
