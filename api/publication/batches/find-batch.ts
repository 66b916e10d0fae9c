import { eq } from 'drizzle-orm';
import type { Reader } from '../../../db/open.ts';
import { batchCases, batches, results } from '../../../db/schema/publication.ts';
import { PortalError } from '../../http/errors.ts';
import type { Officer } from '../../permission/officer.ts';
import type { ResultRow } from '../results/find-result.ts';

export type BatchRow = typeof batches.$inferSelect;

/** Batches hold cases of all counties and units: only who works for the whole city changes them. */
export function worksForCity(officer: Officer): boolean {
	return officer.city && !officer.unit;
}

export function requireCity(officer: Officer): void {
	if (!worksForCity(officer)) throw new PortalError('forbidden', '公开批次由市级人员编制和审核。');
}

/** One batch. What it holds is published, so every county may look at it. */
export async function findBatch(from: Reader, id: string): Promise<BatchRow> {
	const [row] = await from.select().from(batches).where(eq(batches.id, id));
	if (!row) throw new PortalError('not_found', '没有找到这个公开批次。');
	return row;
}

/** The results a batch holds, in the order of their public ids. */
export async function casesOf(from: Reader, batchId: string): Promise<ResultRow[]> {
	const rows = await from
		.select({ result: results })
		.from(batchCases)
		.innerJoin(results, eq(batchCases.resultId, results.id))
		.where(eq(batchCases.batchId, batchId))
		.orderBy(results.publicId);
	return rows.map(({ result }) => result);
}

export function batchMovedMeanwhile(): PortalError {
	return new PortalError('moved_meanwhile', '其他人员刚刚改动了这个公开批次，请刷新核对；已填写的内容不会丢失。');
}
