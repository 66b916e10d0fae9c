import { count, desc } from 'drizzle-orm';
import { z } from 'zod';
import { areaName } from '../../../content/facts/area-name.ts';
import { outcomeNames } from '../../../content/facts/names.ts';
import { Result } from '../../../content/schema/result.ts';
import { batchCases, batches } from '../../../db/schema/publication.ts';
import type { Deps } from '../../deps.ts';
import { integerOr } from '../../http/text.ts';
import type { Officer } from '../../permission/officer.ts';
import { may } from '../../permission/roles.ts';
import type { ResultRow } from '../results/find-result.ts';
import { resultStatusNames } from '../results/result-statuses.ts';
import { type BatchRow, casesOf, findBatch, worksForCity } from './find-batch.ts';
import { publicCover } from './public-cover.ts';

export const BatchQuery = z.strictObject({
	page: integerOr(1, 1, 100_000),
	size: integerOr(20, 1, 100),
});

/** Batches gathered in the console, newest number first. */
export async function listBatches({ db }: Deps, { page, size }: z.infer<typeof BatchQuery>) {
	const [counted] = await db.read.select({ total: count() }).from(batches);
	const rows = await db.read
		.select()
		.from(batches)
		.orderBy(desc(batches.number))
		.limit(size)
		.offset((page - 1) * size);
	const held = await db.read
		.select({ batchId: batchCases.batchId, cases: count() })
		.from(batchCases)
		.groupBy(batchCases.batchId);
	const sizes = new Map(held.map(({ batchId, cases }) => [batchId, cases]));
	return {
		total: counted?.total ?? 0,
		page,
		size,
		items: rows.map((row) => ({ ...batchRow(row), cases: sizes.get(row.id) ?? 0 })),
	};
}

/** One batch with its cases, the totals of its cover, and what the officer may do with it. */
export async function showBatch(deps: Deps, officer: Officer, id: string) {
	const row = await findBatch(deps.db.read, id);
	const members = await casesOf(deps.db.read, id);
	const cases = members.map((member) => batchCase(deps, member));
	const shown = cases.filter(({ withdrawn }) => !withdrawn);
	const complete = shown.length === cases.length;
	const drafting = (row.status === 'draft' || row.status === 'returned') && worksForCity(officer);
	const second = may(officer.role, 'batches.approve') && worksForCity(officer) && row.drafterId !== officer.id;
	return {
		...batchRow(row),
		returnReason: row.returnReason,
		cases,
		totals: {
			counties: totalsOf(shown.map(({ county }) => county)),
			// Of fewer cases the channels would no longer be true.
			channels: complete ? (await publicCover(deps.db.read, row, members)).channels : [],
			categories: totalsOf(shown.map(({ category }) => category)),
			outcomes: totalsOf(shown.map(({ outcome }) => outcome)),
		},
		canEdit: drafting && may(officer.role, 'batches.draft'),
		canSubmit: drafting && may(officer.role, 'batches.draft'),
		canApprove: row.status === 'submitted' && second,
		canReturn: row.status === 'submitted' && second,
	};
}

function batchRow(row: BatchRow) {
	return {
		id: row.id,
		number: row.number,
		asOf: row.asOf,
		status: row.status,
		statusName: resultStatusNames[row.status],
		drafter: row.drafterName,
		approver: row.approverName,
		updatedAt: row.updatedAt,
		version: row.version,
	};
}

/** A case as its batch names it, from what is published of it: of a withdrawn one nothing but its id and county. */
export function batchCase({ content }: Deps, row: ResultRow) {
	const named = {
		publicId: row.publicId,
		county: areaName(content, row.adcode),
		withdrawn: row.status === 'withdrawn',
	};
	if (named.withdrawn) return { ...named, title: '', category: '', outcome: '', published: '' };
	const record = Result.parse(row.record);
	return {
		...named,
		title: record.title,
		category: content.categories.find(({ id }) => id === record.category)?.name ?? record.category,
		outcome: outcomeNames[record.outcome],
		published: record.published,
	};
}

/** How often each word comes, in the order in which the words first come. */
function totalsOf(words: string[]): Array<{ name: string; count: number }> {
	return [...Map.groupBy(words, (word) => word)].map(([name, same]) => ({ name, count: same.length }));
}
