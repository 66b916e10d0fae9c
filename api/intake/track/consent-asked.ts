import { and, asc, eq, isNull } from 'drizzle-orm';
import { addDays, dayOf } from '../../../content/facts/time.ts';
import { uploads } from '../../../db/schema/evidence.ts';
import type { Deps } from '../../deps.ts';
import { lastConsent } from '../../report/by-pass/find-consent.ts';
import { settled } from '../../report/statuses.ts';
import type { OpenReceipt } from './open-receipt.ts';

/** The question whether a county may check the report, as its reporter sees it. */
export interface ConsentAsked {
	/** The unit that would check it, and its county. */
	unit: string;
	county: string;
	/** All that this unit would read. */
	summary: string;
	/**
	 * Files the reporter may tick. `preview`: only the clean pictures are handed over, so many as `pictures` says, never the
	 * original; a document may have more `pages` than were drawn.
	 */
	files: Array<{ id: string; kind: string; size: number; preview: boolean; pictures: number; pages: number | null }>;
	/** asked: waits for the answer; agreed: can be taken back until `handOverAt`; handed-over: cannot any more. */
	state: 'asked' | 'agreed' | 'handed-over';
	/** Last day on which it can be answered; after it silence means no. */
	answerBy: string;
	/** When the summary is handed over; null while there is no yes. */
	handOverAt: string | null;
}

/** Null where nothing is asked, or the answer was no. */
export async function consentAsked(deps: Deps, { report, unsealer }: OpenReceipt): Promise<ConsentAsked | null> {
	const consent = await lastConsent(deps.db.read, report);
	const { state } = consent ?? {};
	if (!consent || (state !== 'asked' && state !== 'agreed' && state !== 'handed-over')) return null;
	// Once the city has answered, nothing is handed over any more.
	if (state !== 'handed-over' && settled.includes(report.status)) return null;
	const { units, counties } = deps.content.units;
	const unit = units.find(({ id }) => id === consent.unitId);
	const files = await deps.db.read
		.select()
		.from(uploads)
		.where(and(eq(uploads.reportId, report.id), isNull(uploads.messageId), isNull(uploads.taskId)))
		.orderBy(asc(uploads.attachedAt), asc(uploads.id));
	return {
		unit: unit?.name ?? consent.unitId,
		county: counties.find(({ adcode }) => adcode === unit?.adcode)?.name ?? '',
		summary: await unsealer.open(consent.sealedSummary),
		files: files.map(({ id, kind, size, previews, pages }) => ({
			id,
			kind: kind ?? '',
			size,
			preview: previews > 0,
			pictures: previews,
			pages,
		})),
		state,
		answerBy: addDays(
			dayOf(new Date(consent.decidedAt ?? consent.proposedAt)),
			deps.content.approvals.consent.answerDays,
		),
		handOverAt: consent.handOverAt,
	};
}
