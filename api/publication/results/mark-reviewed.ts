import { and, eq } from 'drizzle-orm';
import { dayOf } from '../../../content/facts/time.ts';
import { Result } from '../../../content/schema/result.ts';
import type { Transaction } from '../../../db/database.ts';
import { publications } from '../../../db/schema/publication.ts';
import type { reports } from '../../../db/schema/reports.ts';
import type { Deps } from '../../deps.ts';
import { enqueue } from '../../outbox/outbox.ts';

type Report = Pick<typeof reports.$inferSelect, 'id' | 'status' | 'outcome'>;

/**
 * A published result says 复查中 from the moment its case is opened again. It says so until the case is concluded with
 * the outcome that was published; with another one the page stays marked until it is withdrawn.
 */
export async function markReviewed(
	tx: Transaction,
	deps: Pick<Deps, 'newId' | 'now'>,
	{ before, after }: { before: Report; after: Report },
): Promise<void> {
	if (before.status === after.status) return;
	const [row] = await tx
		.select()
		.from(publications)
		.where(
			and(eq(publications.kind, 'result'), eq(publications.reportId, after.id), eq(publications.status, 'published')),
		);
	if (!row?.record) return;
	const { underReview, ...record } = Result.parse(row.record);
	const marked = isMarked(after, record.outcome, underReview !== undefined);
	if (marked === (underReview !== undefined)) return;
	const changed: Result = marked ? { ...record, underReview: { since: dayOf(deps.now()) } } : record;
	await tx
		.update(publications)
		.set({ record: changed, version: row.version + 1 })
		.where(eq(publications.id, row.id));
	await enqueue(tx, deps, { kind: 'record.write', publicationId: row.id });
}

function isMarked({ status, outcome }: Report, published: string, marked: boolean): boolean {
	if (status === 'concluded') return marked && outcome !== published;
	// A request for a review says nothing yet; the decision to open the case again does.
	return status === 'reviewing' ? marked : true;
}
