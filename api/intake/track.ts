import { asc, eq } from 'drizzle-orm';
import { events, messages, ratings } from '../../db/schema/reports.ts';
import type { Deps } from '../deps.ts';
import { type AlarmTold, alarmTold } from '../handling/alarms/told-reporter.ts';
import { picturesOf } from '../handling/attachments/list-attachments.ts';
import { avoidedByReporter } from '../handling/by-pass/by-passes.ts';
import { isAnswered } from '../handling/is-answered.ts';
import { publicWords } from '../handling/public-words.ts';
import type { Report } from '../handling/record-event.ts';
import { type Status, settled, statusNames } from '../handling/statuses.ts';
import { addDays, dayOf } from '../time.ts';
import { type ConsentAsked, consentAsked } from './consent-asked.ts';
import { nextStep, owed } from './next-step.ts';
import type { OpenReceipt } from './open-receipt.ts';
import { type RewardStanding, rewardStanding } from './reward-standing.ts';

/** Answer of POST /api/reports/track: all the reporter may know, and nothing of any officer. */
export interface Tracking {
	number: string;
	status: Status;
	statusName: string;
	category: string;
	county: { adcode: number; name: string } | null;
	unit: string;
	/** Counties that never see this report. */
	avoided: Array<{ adcode: number; name: string }>;
	/** Whether a county may check it: asked by the city, answered by the reporter alone. */
	consentAsked: ConsentAsked | null;
	/** Who was called and when it was answered; only where somebody may be in danger. */
	alarm?: AlarmTold;
	acceptBy: string;
	replyBy: string;
	overdue: boolean;
	next: { text: string; by: string | null };
	timeline: Array<{ at: string; status: Status; statusName: string; unit: string; text: string }>;
	/** `pictures`: ids for POST /api/reports/track/pictures. */
	messages: Array<{ at: string; from: 'reporter' | 'staff'; text: string; pictures: string[] }>;
	/** Null where no scheme of rewards is configured, or none applies. */
	reward: RewardStanding | null;
	rating: { score: number; text: string | null } | null;
	canMessage: boolean;
	canRate: boolean;
	canReview: boolean;
}

/** The dated story of a report, opened with its own key. */
export async function track(deps: Deps, opened: OpenReceipt): Promise<Tracking> {
	const { report, unsealer } = opened;
	const { read } = deps.db;
	const happened = await read.select().from(events).where(eq(events.reportId, report.id)).orderBy(asc(events.seq));
	const said = await read.select().from(messages).where(eq(messages.reportId, report.id)).orderBy(asc(messages.at));
	const [rated] = await read.select().from(ratings).where(eq(ratings.reportId, report.id));
	const pictures = await picturesOf(read, report);
	const texts = await Promise.all(
		said.map(async (message) => ({ message, text: await unsealer.open(message.sealed) })),
	);
	const answered = await isAnswered(read, report);
	const due = owed(report, answered, dayOf(deps.now()));
	const status = report.status as Status;
	const avoided = await avoidedByReporter(read, report);
	const alarm = await alarmTold(deps, report);

	return {
		number: report.number,
		status,
		statusName: statusNames[status],
		category: deps.content.categories.find((category) => category.id === report.category)?.name ?? report.category,
		county: countyOf(deps, report.adcode),
		unit: unitName(deps, report.unitId),
		avoided: deps.content.units.counties.flatMap(({ adcode, name }) =>
			avoided.includes(adcode) ? { adcode, name } : [],
		),
		consentAsked: await consentAsked(deps, opened),
		...(alarm && { alarm }),
		acceptBy: report.acceptBy,
		replyBy: report.extendedUntil ?? report.replyBy,
		overdue: due?.overdue ?? false,
		next: nextStep(report, answered, due, canReview(deps, report) ? reviewUntil(deps, report) : null),
		timeline: happened.flatMap((event) => {
			const unit = unitName(deps, event.unitId);
			const words = publicWords(event, unit);
			if (words === null) return [];
			const reply = texts.find(({ message }) => message.eventId === event.id && message.author === 'staff');
			const toStatus = event.toStatus as Status;
			const text = reply && event.move !== 'message' ? `${words}${reply.text}` : words;
			return [{ at: event.at, status: toStatus, statusName: statusNames[toStatus], unit, text }];
		}),
		messages: texts
			.filter(({ message }) => !shownAsEvent(message, happened))
			.map(({ message, text }) => ({
				at: message.at,
				from: authorOf(message.author),
				text,
				pictures: pictures.get(message.id) ?? [],
			})),
		reward: await rewardStanding(deps, report),
		rating: rated
			? { score: rated.score, text: rated.sealedText ? await unsealer.open(rated.sealedText) : null }
			: null,
		canMessage: !answered,
		canRate: answered && !rated,
		canReview: canReview(deps, report),
	};
}

/** The answer that came with a move stands in the timeline already. */
function shownAsEvent(
	message: { author: string; eventId: string | null },
	happened: Array<{ id: string; move: string }>,
) {
	const event = happened.find(({ id }) => id === message.eventId);
	return message.author === 'staff' && event !== undefined && event.move !== 'message';
}

function authorOf(author: string): 'reporter' | 'staff' {
	return author === 'reporter' ? 'reporter' : 'staff';
}

function countyOf({ content }: Deps, adcode: number | null): Tracking['county'] {
	const { city, counties } = content.units;
	const county = [city, ...counties].find((each) => each.adcode === adcode);
	return county ? { adcode: county.adcode, name: county.name } : null;
}

function unitName({ content }: Deps, id: string): string {
	return content.units.units.find((unit) => unit.id === id)?.name ?? id;
}

/** Last day on which a review may be asked; 信访工作条例 35: 30 days. */
export function reviewUntil({ content }: Deps, report: Report): string | null {
	if (!report.concludedAt) return null;
	const days = content.deadlines.find((deadline) => deadline.id === 'review')?.days ?? 30;
	return addDays(dayOf(new Date(report.concludedAt)), days);
}

export function canReview(deps: Deps, report: Report): boolean {
	const until = reviewUntil(deps, report);
	if (report.reviews >= deps.content.approvals.mostReviews) return false;
	return settled.includes(report.status as Status) && until !== null && dayOf(deps.now()) <= until;
}
