import type { StaffDeps } from '../../deps.ts';
import { invalid, PortalError } from '../../http/errors.ts';
import type { Officer } from '../../permission/officer.ts';
import type { Publication } from '../chain/publication.ts';
import { DraftBody } from './draft-body.ts';
import { marksOf } from './marks.ts';
import { textsOf } from './public-texts.ts';
import { refusePrivate, refusePrivateInPublic } from './refuse-private.ts';
import { reportOf } from './report-of.ts';

/** Again, although the draft was looked at: the reporter may have sent more since. Throws invalid. */
export async function checkSubmission(deps: StaffDeps, officer: Officer, row: Publication): Promise<void> {
	const draft = DraftBody.parse(row.body);
	const report = await reportOf(deps.db.read, row);
	await refusePrivate(deps, officer, { report, subject: row.publicId, texts: textsOf(draft) });
	const open = marksOf(deps.content, draft).filter(({ reason }) => !reason);
	const paths = [...new Set(open.map(({ path }) => path))];
	if (paths.length > 0) {
		throw invalid(...paths.map((path) => ({ path, message: '标出的内容请逐处说明可以公开的理由，或者删去' })));
	}
}

/** After all else was decided: what this refuses, it refuses before everybody's eyes. Throws invalid or not_now. */
export async function checkApproval(
	deps: StaffDeps,
	officer: Officer,
	{ row, marksConfirmed }: { row: Publication; marksConfirmed: boolean },
): Promise<string | undefined> {
	const body = DraftBody.parse(row.body);
	const marks = confirmedMarks(deps, body, marksConfirmed);
	const report = await reportOf(deps.db.read, row);
	const guarded = { report, subject: row.publicId, texts: textsOf(body) };
	await refusePrivateInPublic(deps, officer, guarded, ['certain']);
	return marks > 0 ? `确认保留标出的内容 ${marks} 处` : undefined;
}

/** The reason of a withdrawal is public at once and needs to name nobody: what is only possible is refused as well. */
export async function checkReason(
	deps: StaffDeps,
	officer: Officer,
	{ row, reason }: { row: Publication; reason: string },
): Promise<void> {
	const report = await reportOf(deps.db.read, row);
	const texts: Array<[path: string, text: string]> = [['reason', reason]];
	await refusePrivateInPublic(deps, officer, { report, subject: row.publicId, texts }, ['certain', 'possible']);
}

/** How many marks stay, each answered by whoever drafted and agreed to by whoever approves. */
function confirmedMarks(deps: StaffDeps, body: DraftBody, confirmed: boolean): number {
	const marks = marksOf(deps.content, body);
	if (marks.some(({ reason }) => !reason)) {
		throw new PortalError('not_now', '有标出的内容没有说明可以公开的理由，请退回拟稿人补充。');
	}
	if (marks.length > 0 && !confirmed) {
		throw invalid({ path: 'marksConfirmed', message: '请逐处核对标出的内容和理由，并勾选确认' });
	}
	return marks.length;
}
