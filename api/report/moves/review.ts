import type { Content } from '../../../content/content.ts';
import { entryOf } from '../../../content/facts/look-up.ts';
import { addDays, dayOf } from '../../../content/facts/time.ts';
import { publicText } from '../events/public-text.ts';
import type { Report } from '../report.ts';
import { settled } from '../statuses.ts';
import { type Changes, defineMove } from './move.ts';

/** The reporter is not content with the answer; intake/replies/ask-review.ts makes it. */
export const review = defineMove({
	id: 'review',
	name: '申请复查',
	hint: '举报人对结果不认可，说明理由要求复查。',
	from: ['concluded', 'declined', 'merged'],
	to: 'reviewing',
	by: { part: 'reporter' },
	fields: {},
	refused: ({ content, report, today }) => refuseReview(content, report, today),
	besideProposal: false,
	byPassCaution: null,
	changes: ({ report }) => reviewAsked(report),
	relayed: null,
	answer: null,
	reporterReads: publicText(() => '您申请了复查。'),
	menu: null,
	bulk: false,
});

/** What changes when a review is asked for, beside the state and its clock. */
export function reviewAsked({ reviews, status }: Report): Changes {
	// Whoever handled it does not review it.
	return { reviews: reviews + 1, reviewedFrom: status, handlerId: null };
}

/** Why a review cannot be asked for on this day, or null when it can. */
export function refuseReview(
	content: Pick<Content, 'approvals' | 'deadlines'>,
	report: Report,
	today: string,
): string | null {
	if (report.reviews >= content.approvals.mostReviews) {
		return '已经复查过，市级的复查意见是最终意见，不再复查；有新情况的，可以重新举报。';
	}
	const until = reviewUntil(content, report);
	if (until === null) return '答复之后才能申请复查，请等候办理结果。';
	const inTime = settled.includes(report.status) && today <= until;
	return inTime ? null : `申请复查的期限到 ${until} 为止，已经超过。`;
}

/** Last day on which a review may be asked for; 信访工作条例 35: 30 days. Null: there is no answer yet. */
export function reviewUntil({ deadlines }: Pick<Content, 'deadlines'>, { concludedAt }: Report): string | null {
	if (!concludedAt) return null;
	const days = entryOf(deadlines, 'review')?.days ?? 30;
	return addDays(dayOf(new Date(concludedAt)), days);
}
