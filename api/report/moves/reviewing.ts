import type { Report } from '../report.ts';
import type { Asked, Changes } from './move.ts';

/** Proposer, approver and reviewer are three people, and the last review is the city's. */
export function refuseReviewer({ content, officer, report, history }: Asked): string | null {
	if (history.tookPart(officer.id)) return '您参与过这件线索的办理，复查须由没有参与过的人员作出。';
	const last = report.reviews >= content.approvals.mostReviews;
	return last && !officer.city ? '举报人申请了最后一次复查，由市级作出意见。' : null;
}

/** The deadline moves to the end of the review where that is later, so that a review makes nothing overdue. */
export function afterReview({ dueBy, replyBy, extendedUntil }: Report): Changes {
	if (!dueBy || dueBy <= (extendedUntil ?? replyBy)) return {};
	return { replyBy: dueBy, ...(extendedUntil && { extendedUntil: dueBy }) };
}
