import { eq } from 'drizzle-orm';
import type { Transaction } from '../../../db/open.ts';
import { reports } from '../../../db/schema/reports.ts';
import type { StaffDeps } from '../../deps.ts';
import { invalid, PortalError } from '../../http/errors.ts';
import type { Officer } from '../../permission/officer.ts';
import { changeResult } from './change-result.ts';
import { DraftBody } from './draft-body.ts';
import { findResult, type ResultRow } from './find-result.ts';
import { marksOf } from './marks.ts';
import { textsOf } from './public-texts.ts';
import { refusePrivate } from './refuse-private.ts';
import { refuseUnsettled } from './refuse-unsettled.ts';

/** Hands a draft to a second person, once everything that is marked in it is answered. */
export async function submit(deps: StaffDeps, officer: Officer, id: string, version: number) {
	const seen = await findResult(deps.db.read, officer, id);
	if (isDraft(seen)) await lookOver(deps, officer, seen);
	const decide = async (tx: Transaction, row: ResultRow): Promise<Partial<ResultRow>> => {
		if (!isDraft(row)) throw new PortalError('not_now', '只有拟稿或退回修改的结果可以提交审核。');
		const [report] = await tx.select().from(reports).where(eq(reports.id, row.reportId));
		if (report) refuseUnsettled(row, report);
		return { status: 'submitted', returnReason: null };
	};
	return changeResult(deps, officer, { id, version, action: 'result.submitted', decide });
}

function isDraft({ status }: ResultRow): boolean {
	return status === 'draft' || status === 'returned';
}

/** Again, although the draft was looked at: the reporter may have sent more since. */
async function lookOver(deps: StaffDeps, officer: Officer, { reportId, publicId, body }: ResultRow): Promise<void> {
	const draft = DraftBody.parse(body);
	const [report] = await deps.db.read.select().from(reports).where(eq(reports.id, reportId));
	if (report) await refusePrivate(deps, officer, { report, subject: publicId, texts: textsOf(draft) });
	const open = marksOf(deps.content, draft).filter(({ reason }) => !reason);
	const paths = [...new Set(open.map(({ path }) => path))];
	if (paths.length > 0) {
		throw invalid(...paths.map((path) => ({ path, message: '标出的内容请逐处说明可以公开的理由，或者删去' })));
	}
}
