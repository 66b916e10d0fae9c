import { and, count, desc, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { areaName } from '../../../content/facts/area-name.ts';
import { PublishedResult } from '../../../content/schema/result.ts';
import { resultStatuses, results } from '../../../db/schema/publication.ts';
import { reports } from '../../../db/schema/reports.ts';
import type { Deps } from '../../deps.ts';
import { integerOr } from '../../http/text.ts';
import type { Officer } from '../../permission/officer.ts';
import { may } from '../../permission/roles.ts';
import { DraftBody } from './draft-body.ts';
import { findResult, type ResultRow, resultsWithinReach } from './find-result.ts';
import { marksOf } from './marks.ts';
import { publicRecord } from './public-record.ts';
import { resultStatusNames } from './result-statuses.ts';

export const ResultQuery = z.strictObject({
	status: z.enum(resultStatuses).optional(),
	page: integerOr(1, 1, 100_000),
	size: integerOr(20, 1, 100),
});

type ReportRef = Pick<typeof reports.$inferSelect, 'id' | 'number' | 'category'>;

/** Results within reach, newest first. */
export async function listResults(deps: Deps, officer: Officer, { status, page, size }: z.infer<typeof ResultQuery>) {
	const where = and(resultsWithinReach(officer), status && eq(results.status, status));
	const [counted] = await deps.db.read.select({ total: count() }).from(results).where(where);
	const rows = await deps.db.read
		.select()
		.from(results)
		.where(where)
		.orderBy(desc(results.updatedAt))
		.limit(size)
		.offset((page - 1) * size);
	const refs = await reportRefs(deps, rows);
	return {
		total: counted?.total ?? 0,
		page,
		size,
		items: rows.map((row) => resultRow(deps, row, refs.get(row.reportId))),
	};
}

/** One result with its draft, what of it would be public, and what the officer may do with it. */
export async function showResult(deps: Deps, officer: Officer, id: string) {
	const row = await findResult(deps.db.read, officer, id);
	const [report] = await deps.db.read.select().from(reports).where(eq(reports.id, row.reportId));
	const drafting = row.status === 'draft' || row.status === 'returned';
	const body = DraftBody.parse(row.body);
	const second = may(officer.role, 'results.approve') && row.drafterId !== officer.id;
	return {
		...resultRow(deps, row, report),
		body,
		marks: marksOf(deps.content, body),
		preview: row.record ? PublishedResult.parse(row.record) : report && publicRecord(deps, row, report),
		returnReason: row.returnReason,
		canEdit: drafting && may(officer.role, 'results.draft'),
		canSubmit: drafting && may(officer.role, 'results.draft'),
		canApprove: row.status === 'submitted' && second,
		canReturn: row.status === 'submitted' && second,
		canWithdraw: row.status === 'published' && may(officer.role, 'results.approve'),
	};
}

function resultRow(deps: Deps, row: ResultRow, report: ReportRef | undefined) {
	const category = deps.content.categories.find((each) => each.id === report?.category);
	return {
		id: row.id,
		publicId: row.publicId,
		title: DraftBody.parse(row.body).title,
		county: { adcode: row.adcode, name: areaName(deps.content, row.adcode) },
		category: { id: report?.category ?? '', name: category?.name ?? '' },
		status: row.status,
		statusName: resultStatusNames[row.status],
		drafter: row.drafterName,
		approver: row.approverName,
		updatedAt: row.updatedAt,
		reportNumber: report?.number ?? '',
		version: row.version,
	};
}

async function reportRefs(deps: Deps, rows: ResultRow[]): Promise<Map<string, ReportRef>> {
	if (rows.length === 0) return new Map();
	const ids = rows.map((row) => row.reportId);
	const found = await deps.db.read
		.select({ id: reports.id, number: reports.number, category: reports.category })
		.from(reports)
		.where(inArray(reports.id, ids));
	return new Map(found.map((each) => [each.id, each]));
}
