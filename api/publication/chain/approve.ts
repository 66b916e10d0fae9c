import { and, eq, inArray } from 'drizzle-orm';
import type { Transaction } from '../../../db/database.ts';
import { publications } from '../../../db/schema/publication.ts';
import type { StaffDeps } from '../../deps.ts';
import { PortalError } from '../../http/errors.ts';
import { enqueue } from '../../outbox/outbox.ts';
import type { Officer } from '../../permission/officer.ts';
import { changePublication } from './change.ts';
import { findPublication, movedMeanwhile, refuseOfficer } from './find.ts';
import type { Approval, Kind } from './kind.ts';
import type { Publication } from './publication.ts';

/**
 * The second pair of eyes publishes: the record is fixed now, in place of an earlier edition; the job writes it out and
 * rebuilds the site. Throws forbidden, not_found, not_now, moved_meanwhile or invalid.
 */
export async function approve(
	deps: StaffDeps,
	officer: Officer,
	kind: Kind,
	{ id, ...approval }: Approval & { id: string },
): Promise<Publication> {
	refuseOfficer(kind, officer);
	const { version } = approval;
	const seen = await findPublication(deps.db.read, officer, kind, id);
	refuseApprover(kind, officer, seen);
	if (seen.version !== version) throw movedMeanwhile(kind);
	const reason = await kind.checkApproval?.(deps, officer, { ...approval, row: seen });
	return changePublication(deps, officer, kind, {
		id,
		version,
		step: 'approved',
		reason,
		async decide(tx, row) {
			refuseApprover(kind, officer, row);
			await kind.approve?.(tx, deps, row);
			const record = await kind.publicRecord(tx, deps, row);
			await replaceEarlier(tx, row);
			await enqueue(tx, deps, { kind: 'record.write', publicationId: row.id });
			return { status: 'published', approverId: officer.id, approverName: officer.name, record };
		},
	});
}

function refuseApprover({ noun, drafting }: Kind, officer: Officer, { status, drafterId }: Publication): void {
	if (status !== 'submitted') throw new PortalError('not_now', `只有待审核的${noun}可以发布。`);
	if (drafterId === officer.id) {
		throw new PortalError('forbidden', `不能审核自己${drafting}的${noun}，请由另一名人员审核。`);
	}
}

/** What was public until now, taken back meanwhile or not: its row keeps what it said. */
async function replaceEarlier(tx: Transaction, { kind, publicId }: Publication): Promise<void> {
	const earlier = and(eq(publications.kind, kind), eq(publications.publicId, publicId));
	await tx
		.update(publications)
		.set({ status: 'replaced' })
		.where(and(earlier, inArray(publications.status, ['published', 'withdrawn'])));
}
