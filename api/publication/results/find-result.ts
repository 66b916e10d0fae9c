import { and, eq, type SQL } from 'drizzle-orm';
import type { Reader } from '../../../db/open.ts';
import { results } from '../../../db/schema/publication.ts';
import { PortalError } from '../../http/errors.ts';
import type { Officer } from '../../permission/officer.ts';

export type ResultRow = typeof results.$inferSelect;

/** The results an officer may know of: whoever is tied to a unit its own, the city all, a county its own. */
export function resultsWithinReach(officer: Officer): SQL | undefined {
	if (officer.unit) return eq(results.unitId, officer.unit);
	return officer.city ? undefined : eq(results.adcode, officer.adcode);
}

/** One result within reach; somebody else's is not found. */
export async function findResult(from: Reader, officer: Officer, id: string): Promise<ResultRow> {
	const [row] = await from
		.select()
		.from(results)
		.where(and(eq(results.id, id), resultsWithinReach(officer)));
	if (!row) throw new PortalError('not_found', '没有找到这份公开结果；其他地区、其他单位的不在查看范围内。');
	return row;
}

export function movedMeanwhile(): PortalError {
	return new PortalError('moved_meanwhile', '其他人员刚刚改动了这份公开结果，请刷新核对；已填写的内容不会丢失。');
}
