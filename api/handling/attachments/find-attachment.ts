import type { Deps } from '../../deps.ts';
import { type Attachment, attachmentsOf } from '../../evidence/list-attachments.ts';
import { PortalError } from '../../http/errors.ts';
import type { Officer } from '../../permission/officer.ts';
import { areWordsClosed } from '../../report/by-pass/words-closed.ts';
import { findReport } from '../../report/find-report.ts';
import type { Report } from '../../report/report.ts';

/** One file of a report within reach, with its place among the others, from 1. */
export async function findAttachment(
	{ db }: Pick<Deps, 'db'>,
	officer: Officer,
	number: string,
	id: string,
): Promise<{ report: Report; attachment: Attachment; place: number }> {
	const report = await findReport(db.read, officer, number);
	const all = areWordsClosed(officer, report) ? [] : await attachmentsOf(db.read, report);
	const index = all.findIndex((each) => each.id === id);
	const attachment = all[index];
	if (!attachment) throw new PortalError('not_found', '没有找到这个附件，请刷新页面后再试。');
	return { report, attachment, place: index + 1 };
}
