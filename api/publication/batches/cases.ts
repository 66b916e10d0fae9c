import { and, desc, eq, inArray } from 'drizzle-orm';
import { areaName } from '../../../content/facts/area-name.ts';
import { categoryName } from '../../../content/facts/look-up.ts';
import { outcomeNames } from '../../../content/facts/names.ts';
import { Result } from '../../../content/schema/result.ts';
import type { Reader } from '../../../db/database.ts';
import { batchCases, publications } from '../../../db/schema/publication.ts';
import type { Deps } from '../../deps.ts';
import type { Publication } from '../chain/publication.ts';

/** Editions of results that are public, or were until they were taken back. */
const everPublic = and(eq(publications.kind, 'result'), inArray(publications.status, ['published', 'withdrawn']));

/** The results that a batch holds, in the order of their public ids. */
export async function casesOf(from: Reader, batchId: string): Promise<Publication[]> {
	const rows = await from
		.select({ result: publications })
		.from(batchCases)
		.innerJoin(publications, and(eq(batchCases.publicId, publications.publicId), everPublic))
		.where(eq(batchCases.batchId, batchId))
		.orderBy(publications.publicId);
	return rows.map(({ result }) => result);
}

/** Results by their public ids, each in its newest edition. */
export async function resultsNamed(from: Reader, publicIds: string[]): Promise<Publication[]> {
	const rows = await from
		.select()
		.from(publications)
		.where(and(eq(publications.kind, 'result'), inArray(publications.publicId, publicIds)))
		.orderBy(desc(publications.edition));
	const newest = new Map<string, Publication>();
	for (const row of rows) {
		const known = newest.get(row.publicId);
		// What is public counts, not the draft of what may replace it.
		if (!known || (known.status !== 'published' && row.status === 'published')) newest.set(row.publicId, row);
	}
	return [...newest.values()];
}

/** A case as its batch names it, from what is published of it: of a withdrawn one nothing but its id and county. */
export function batchCase({ content }: Pick<Deps, 'content'>, row: Publication) {
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
		category: categoryName(content, record.category),
		outcome: outcomeNames[record.outcome],
		published: record.published,
	};
}
