import { eq, sql } from 'drizzle-orm';
import { areaOf, countiesOf } from '../../../content/facts/area-name.ts';
import { categoryName, unitName } from '../../../content/facts/look-up.ts';
import { dayOf } from '../../../content/facts/time.ts';
import { kept } from '../../../db/kept.ts';
import { ratings } from '../../../db/schema/reports.ts';
import type { Deps } from '../../deps.ts';
import { picturesOf } from '../../evidence/list-attachments.ts';
import { reference } from '../../http/text.ts';
import { alarmForReporter } from '../../report/alarms/alarm-for-reporter.ts';
import { avoidedByReporter } from '../../report/by-pass/by-passes.ts';
import { openAll, pageOf, readers, repliesOf, shownHistoryOf } from '../../report/conversation.ts';
import { isAnswered } from '../../report/is-answered.ts';
import { refuseReview, reviewUntil } from '../../report/moves/review.ts';
import { statusNames } from '../../report/statuses.ts';
import { storedWords } from '../../report/text-for-reporter.ts';
import { Receipt } from '../receive/report-input.ts';
import { consentAsked } from './consent-asked.ts';
import { nextStep, owed } from './next-step.ts';
import type { OpenReceipt } from './open-receipt.ts';
import { rewardStatus } from './reward-status.ts';
import type { Tracking } from './tracking.ts';

/** Body of POST /api/reports/track. */
export const TrackRequest = Receipt.extend({
	before: reference(80).optional().meta({ description: '更早一页留言：前一次答复中的 messagesBefore' }),
}).meta({
	ref: 'TrackRequest',
	description: '要查询的举报',
	examples: [{ number: '123456789012', secret: '1234567890123456' }],
});

const ratingOf = kept((on) =>
	on
		.select()
		.from(ratings)
		.where(eq(ratings.reportId, sql.placeholder('id')))
		.prepare(),
);

/**
 * The dated story of a report, opened with its own key, and the newest page of the conversation or the one before
 * `before`. Throws invalid.
 */
export async function track(deps: Deps, opened: OpenReceipt, before?: string): Promise<Tracking> {
	const { report, unsealer } = opened;
	const { read } = deps.db;
	const { history, left } = await shownHistoryOf(read, report, ['note']);
	const replies = await repliesOf(read, report);
	const page = await pageOf(read, report, readers.reporter, before);
	const texts = await openAll(unsealer, [...replies.values(), ...page.messages]);
	const [rated] = await ratingOf(read).execute({ id: report.id });
	const pictures = page.messages.length > 0 ? await picturesOf(read, report) : new Map<string, string[]>();
	const answered = await isAnswered(read, report);
	const today = dayOf(deps.now());
	const due = owed(report, answered, today);
	const canReview = refuseReview(deps.content, report, today) === null;
	const status = report.status;
	const avoided = report.bypassed ? await avoidedByReporter(read, report) : [];
	const alarm = await alarmForReporter(read, deps.content, report);

	return {
		number: report.number,
		status,
		statusName: statusNames[status],
		category: categoryName(deps.content, report.category),
		county: countyOf(deps, report.adcode),
		unit: unitName(deps.content, report.unitId),
		avoided: countiesOf(deps.content, avoided),
		consentAsked: await consentAsked(deps, opened),
		...(alarm && { alarm }),
		acceptBy: report.acceptBy,
		replyBy: report.extendedUntil ?? report.replyBy,
		overdue: due?.overdue ?? false,
		next: nextStep(report, answered, due, canReview ? reviewUntil(deps.content, report) : null),
		timeline: history.flatMap((event) => {
			const unit = unitName(deps.content, event.unitId);
			const words = storedWords(deps, event, unit);
			if (words === null) return [];
			const toStatus = event.toStatus;
			const text = `${words}${texts.get(replies.get(event.id)?.id ?? '') ?? ''}`;
			return [{ at: event.at, status: toStatus, statusName: statusNames[toStatus], unit, text }];
		}),
		moreTalk: left,
		messages: page.messages.map(({ id, at, author }) => ({
			at,
			from: author,
			text: texts.get(id) ?? '',
			pictures: pictures.get(id) ?? [],
		})),
		messagesTotal: page.total,
		moreMessages: page.more,
		messagesBefore: page.before,
		reward: await rewardStatus(deps, report),
		rating: rated
			? { score: rated.score, text: rated.sealedText ? await unsealer.open(rated.sealedText) : null }
			: null,
		canMessage: !answered,
		canRate: answered && !rated,
		canReview,
	};
}

function countyOf({ content }: Deps, adcode: number | null): Tracking['county'] {
	const county = areaOf(content, adcode);
	return county ? { adcode: county.adcode, name: county.name } : null;
}
