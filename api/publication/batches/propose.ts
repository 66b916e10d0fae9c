import { and, asc, count, eq, isNull } from 'drizzle-orm';
import { batchCases, publications } from '../../../db/schema/publication.ts';
import type { Deps } from '../../deps.ts';
import { batchCase } from './cases.ts';

/** So many cases are offered at once, the longest published first; a batch holds no more. */
const offered = 500;

/** What a new batch can start from: the next number, and the published results that no batch holds yet. */
export async function proposeBatch(deps: Deps) {
	const { db, content } = deps;
	const free = and(eq(publications.kind, 'result'), eq(publications.status, 'published'), isNull(batchCases.batchId));
	const waiting = db.read
		.select({ result: publications })
		.from(publications)
		.leftJoin(batchCases, eq(batchCases.publicId, publications.publicId));
	const rows = await waiting
		.where(free)
		.orderBy(asc(publications.updatedAt), asc(publications.publicId))
		.limit(offered);
	const [counted] = await db.read
		.select({ total: count() })
		.from(publications)
		.leftJoin(batchCases, eq(batchCases.publicId, publications.publicId))
		.where(free);
	const taken = await db.read
		.select({ number: publications.publicId })
		.from(publications)
		.where(eq(publications.kind, 'batch'));
	const numbers = [
		...taken.map(({ number }) => Number(number)),
		...content.batches.map(({ id }) => Number(id)),
		...[...content.results, ...content.withdrawnResults].map(({ batch }) => batch ?? 0),
	];
	return {
		number: numbers.reduce((last, number) => Math.max(last, number), 0) + 1,
		total: counted?.total ?? 0,
		cases: rows.map(({ result }) => batchCase(deps, result)),
	};
}
