import { eq } from 'drizzle-orm';
import type { Transaction } from '../../../db/open.ts';
import { reports } from '../../../db/schema/reports.ts';
import type { StaffDeps } from '../../deps.ts';
import { invalid, PortalError } from '../../http/errors.ts';
import { enqueue } from '../../outbox/outbox.ts';
import type { Officer } from '../../permission/officer.ts';
import { changeResult } from './change-result.ts';
import type { Approval } from './decision.ts';
import { DraftBody } from './draft-body.ts';
import { findResult, movedMeanwhile, type ResultRow } from './find-result.ts';
import { marksOf } from './marks.ts';
import { publicRecord } from './public-record.ts';
import { textsOf } from './public-texts.ts';
import { refusePrivateInPublic } from './refuse-private.ts';
import { refuseUnsettled } from './refuse-unsettled.ts';

/** The second pair of eyes publishes: the record is fixed now, the job writes it out and rebuilds the site. */
export async function approve(deps: StaffDeps, officer: Officer, id: string, { version, marksConfirmed }: Approval) {
	const seen = await findResult(deps.db.read, officer, id);
	mayApprove(officer, seen);
	if (seen.version !== version) throw movedMeanwhile();
	const marks = confirmedMarks(deps, seen, marksConfirmed);
	await lookOver(deps, officer, seen);
	const decide = async (tx: Transaction, row: ResultRow): Promise<Partial<ResultRow>> => {
		mayApprove(officer, row);
		const [report] = await tx.select().from(reports).where(eq(reports.id, row.reportId));
		if (!report) throw new PortalError('not_found', '没有找到对应的线索，不能发布。');
		refuseUnsettled(row, report);
		await enqueue(tx, deps, { kind: 'record.write', resultId: row.id });
		return {
			status: 'published',
			approverId: officer.id,
			approverName: officer.name,
			record: publicRecord(deps, row, report),
		};
	};
	const reason = marks > 0 ? `确认保留标出的内容 ${marks} 处` : undefined;
	return changeResult(deps, officer, { id, version, action: 'result.approved', decide, reason });
}

function mayApprove(officer: Officer, { status, drafterId }: ResultRow): void {
	if (status !== 'submitted') throw new PortalError('not_now', '只有待审核的结果可以发布。');
	if (drafterId === officer.id) {
		throw new PortalError('forbidden', '不能审核自己拟写的结果，请由另一名人员审核。');
	}
}

/** How many marks stay, each answered by whoever drafted and agreed to by whoever approves. */
function confirmedMarks(deps: StaffDeps, { body }: ResultRow, confirmed: boolean): number {
	const marks = marksOf(deps.content, DraftBody.parse(body));
	if (marks.some(({ reason }) => !reason)) {
		throw new PortalError('not_now', '有标出的内容没有说明可以公开的理由，请退回拟稿人补充。');
	}
	if (marks.length > 0 && !confirmed) {
		throw invalid({ path: 'marksConfirmed', message: '请逐处核对标出的内容和理由，并勾选确认' });
	}
	return marks.length;
}

/** After all else was decided: what this refuses, it refuses before everybody's eyes. */
async function lookOver(deps: StaffDeps, officer: Officer, { reportId, publicId, body }: ResultRow): Promise<void> {
	const [report] = await deps.db.read.select().from(reports).where(eq(reports.id, reportId));
	if (!report) return;
	const texts = textsOf(DraftBody.parse(body));
	await refusePrivateInPublic(deps, officer, { report, subject: publicId, texts }, ['certain']);
}
