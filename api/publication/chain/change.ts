import { and, eq } from 'drizzle-orm';
import type { PublicationAction, PublicationStep } from '../../../content/facts/publication-kinds.ts';
import type { Transaction } from '../../../db/database.ts';
import { publications } from '../../../db/schema/publication.ts';
import { writeAudit } from '../../audit/write.ts';
import type { StaffDeps } from '../../deps.ts';
import type { Officer } from '../../permission/officer.ts';
import { findPublication, movedMeanwhile, refuseOfficer } from './find.ts';
import type { Kind } from './kind.ts';
import type { Publication } from './publication.ts';

/** A change of one version of a row, and what the log says of it. */
interface Change {
	id: string;
	version: number;
	step: PublicationStep;
	decide: (tx: Transaction, row: Publication) => Promise<Partial<Publication>>;
	reason?: string | undefined;
}

/**
 * The only way a publication changes state: found within reach, decided on the version that was seen, written with its
 * audit row in one transaction. Throws forbidden, not_found, moved_meanwhile and what `decide` throws.
 */
export function changePublication(
	deps: StaffDeps,
	officer: Officer,
	kind: Kind,
	{ id, version, step, decide, reason }: Change,
): Promise<Publication> {
	refuseOfficer(kind, officer);
	return deps.db.write(async (tx) => {
		const row = await findPublication(tx, officer, kind, id);
		if (row.version !== version) throw movedMeanwhile(kind);
		const changes = await decide(tx, row);
		const changed = await rewriteRow(tx, deps, kind, { row, version, changes });
		await recordStep(tx, deps, kind, { officer, row, step, reason });
		return changed;
	});
}

/** Changes a row that is at this version. Throws moved_meanwhile. */
export async function rewriteRow(
	tx: Transaction,
	deps: StaffDeps,
	kind: Kind,
	{ row, version, changes }: { row: Publication; version: number; changes: Partial<Publication> },
): Promise<Publication> {
	const [changed] = await tx
		.update(publications)
		.set({ ...changes, version: row.version + 1, updatedAt: deps.now().toISOString() })
		.where(and(eq(publications.id, row.id), eq(publications.version, version)))
		.returning();
	if (!changed) throw movedMeanwhile(kind);
	return changed;
}

interface Step {
	officer: Officer;
	row: Publication;
	step: PublicationStep;
	reason?: string | undefined;
}

/** The audit row of a step. */
export async function recordStep(
	tx: Transaction,
	deps: StaffDeps,
	kind: Kind,
	{ officer, row, step, reason }: Step,
): Promise<void> {
	const action: PublicationAction = `${kind.id}.${step}`;
	await writeAudit(tx, deps, { actor: officer, action, subject: nameOf(kind, row), reason });
}

/** How the log and the alerts call it. */
export function nameOf(kind: Kind, row: Publication): string {
	return kind.called?.(row) ?? row.publicId;
}
