import { reports } from '../../db/schema/reports.ts';
import { type Actor, writeAudit } from '../audit/write.ts';
import { enqueue } from '../delivery/outbox.ts';
import type { Deps } from '../deps.ts';
import { invalid, PortalError } from '../errors.ts';
import { promises, runningClock } from '../handling/clocks.ts';
import { recordEvent } from '../handling/record-event.ts';
import type { Status } from '../handling/statuses.ts';
import { type Route, route } from '../routing/route.ts';
import { reportKey } from '../seal.ts';
import { dayOf } from '../time.ts';
import { answerOnce } from './answer-once.ts';
import type { Captcha } from './captcha.ts';
import { newNumber } from './number.ts';
import type { ReportInput } from './report-input.ts';
import { attachUploads, checkUploads, type SentUploads } from './uploads/attach-uploads.ts';

/** Answer of POST /api/reports: the receipt. The secret is shown this once. */
export interface ReceiptAnswer {
	number: string;
	secret: string;
	status: Status;
	county: { adcode: number; name: string } | null;
	unit: string;
	/** `YYYY-MM-DD`, Asia/Shanghai. */
	acceptBy: string;
	replyBy: string;
	/** Tracking page; number and secret only in the fragment, which no server sees. */
	trackUrl: string;
}

export type Channel = 'web' | 'phone' | 'visit' | 'letter' | 'hotline';

export interface Submission {
	input: ReportInput;
	channel: Channel;
	/** Who brings it in: the reporter, or a member of staff for somebody on the phone. */
	by: Actor;
	idempotencyKey: string;
	/** Null where a member of staff answers for it. */
	captcha: Captcha | null;
	/** Token of the draft that made the files named in `input.uploads`. */
	draft?: string | undefined;
}

/** Submissions under way, so that two taps at once share one answer. */
const underWay = new WeakMap<Deps, Map<string, Promise<ReceiptAnswer>>>();

/**
 * Takes in one report: once an answer is given, report, event, audit row, errand and receipt are on disk.
 * Throws invalid, captcha_required, captcha_failed, captcha_unavailable or idempotency_reused.
 */
export async function receive(deps: Deps, submission: Submission): Promise<ReceiptAnswer> {
	const once = answerOnce(deps, submission.idempotencyKey, fingerprint(submission.input));
	const answered = await once.recall(deps.db.read);
	if (answered) return answered;

	const running = underWay.get(deps) ?? new Map<string, Promise<ReceiptAnswer>>();
	underWay.set(deps, running);
	const twin = running.get(once.keyHash);
	if (twin) {
		await twin.catch(() => undefined);
		return receive(deps, submission);
	}
	const answer = store(deps, submission, once);
	running.set(once.keyHash, answer);
	try {
		return await answer;
	} finally {
		running.delete(once.keyHash);
	}
}

// A retry brings a fresh captcha answer; all else must be the same.
function fingerprint({ captcha, ...input }: ReportInput): string {
	return JSON.stringify(input);
}

async function store(deps: Deps, submission: Submission, once: ReturnType<typeof answerOnce>): Promise<ReceiptAnswer> {
	const { input } = submission;
	checkReferences(deps, input);
	const sent: SentUploads = { ids: input.uploads ?? [], draft: submission.draft };
	await checkUploads(deps, deps.db.read, sent);
	const spend = await verifyCaptcha(submission);
	const decision = decideRoute(deps, input);
	const receivedAt = deps.now().toISOString();
	const promised = promises(deps.content, dayOf(deps.now()));
	const status: Status = decision.county ? 'assigned' : 'received';

	const number = newNumber(deps.randomDigits);
	const secret = deps.randomDigits(16);
	const key = await reportKey(deps.keys.key('report', `${number}:${secret}`));
	const { reporter } = input;
	const known = reporter.name || reporter.phone || reporter.email;
	const row = {
		id: deps.newId(),
		number,
		secretHash: deps.keys.of('secret', `${number}:${secret}`),
		channel: submission.channel,
		category: input.category,
		sealedStatement: await deps.sealer.seal(input.description, key.recipient),
		sealedIdentity: known ? await deps.sealer.seal(JSON.stringify(reporter)) : null,
		mode: reporter.mode,
		recipient: key.recipient,
		wrappedIdentity: key.wrapped,
		avoidCounty: input.avoidCounty,
		adcode: decision.county?.adcode ?? null,
		unitId: decision.unit.id,
		...placeColumns(input, decision),
		pondId: input.pondId ?? null,
		occurredOn: input.occurredOn ?? null,
		routeCode: decision.code,
		routeBasis: JSON.stringify(decision.candidates),
		status: 'received' satisfies Status,
		version: 0,
		receivedAt,
		...promised,
		objections: 0,
		demo: deps.demo,
	};
	const answer: ReceiptAnswer = {
		number,
		secret,
		status,
		county: decision.county,
		unit: decision.unit.name,
		...promised,
		trackUrl: new URL(`track/#${number}-${secret}`, deps.siteUrl).href,
	};

	await deps.db.write(async (tx) => {
		await spend(tx);
		const [report] = await tx.insert(reports).values(row).returning();
		if (!report) throw new PortalError('internal', '举报没有存下来，请再提交一次。');
		await attachUploads(tx, deps, report.id, sent);
		const due = runningClock(deps.content, status, { ...promised, extendedUntil: null }, dayOf(deps.now()));
		await recordEvent(tx, deps, report, {
			move: 'receive',
			actor: submission.by,
			fields: { route: decision.code, channel: submission.channel },
			changes: { status, ...due },
		});
		await writeAudit(tx, deps, { actor: submission.by, action: 'report.received', subject: number });
		await enqueue(tx, deps, { kind: 'unit.notify', unitId: decision.unit.id, number });
		await once.keep(tx, row.id, answer);
	});
	deps.log.info({ event: 'report.received', channel: submission.channel, route: decision.code });
	return answer;
}

async function verifyCaptcha({ captcha, input }: Submission): ReturnType<Captcha['verify']> {
	if (!captcha) return async () => undefined;
	return captcha.verify(input.captcha ?? '');
}

/** Names of other lists must exist; a wrong one is told at its field. */
function checkReferences({ content, now }: Deps, input: ReportInput): void {
	if (!content.categories.some((category) => category.id === input.category)) {
		throw invalid({ path: 'category', message: '举报事项不在可选范围内，请重新选择' });
	}
	if (input.pondId && !content.ponds.some((pond) => pond.id === input.pondId)) {
		throw invalid({ path: 'pondId', message: '没有找到这座尾矿库，请重新选择或者留空' });
	}
	if (input.occurredOn && input.occurredOn > dayOf(now())) {
		throw invalid({ path: 'occurredOn', message: '日期不能晚于今天' });
	}
	const { adcode } = input.location;
	if (adcode !== undefined && !content.units.counties.some((county) => county.adcode === adcode)) {
		throw invalid({ path: 'location.adcode', message: '县（市）区不在本市范围内，请重新选择；不清楚可以不选' });
	}
}

function decideRoute({ content, locate }: Deps, input: ReportInput): Route {
	return route({ place: input.location, category: input.category, avoidCounty: input.avoidCounty }, content, locate);
}

function placeColumns({ location }: ReportInput, { point }: Route) {
	return {
		lat: point?.lat ?? null,
		lon: point?.lon ?? null,
		datum: 'lat' in location ? location.datum : null,
		town: 'town' in location ? (location.town ?? null) : null,
		place: location.place ?? null,
	};
}
