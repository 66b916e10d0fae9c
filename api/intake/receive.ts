import type { KindCount } from '../../content/count-kinds.ts';
import type { Unit } from '../../content/schema/rules.ts';
import type { Actor } from '../audit/write.ts';
import type { Deps } from '../deps.ts';
import type { AlarmTold } from '../handling/alarms/told-reporter.ts';
import type { Status } from '../handling/statuses.ts';
import { type AnswerOnce, answerOnce } from './answer-once.ts';
import type { Captcha } from './captcha.ts';
import { checkReferences } from './check-references.ts';
import { prepareReport } from './prepare-report.ts';
import type { ReportInput } from './report-input.ts';
import { refuseKnownNumber } from './source-number.ts';
import { checkUploads } from './uploads/attach-uploads.ts';

/** Answer of POST /api/reports: the receipt. The secret is shown this once. */
export interface ReceiptAnswer {
	number: string;
	secret: string;
	status: Status;
	county: { adcode: number; name: string } | null;
	unit: string;
	/** Counties that never see it. */
	avoided: Array<{ adcode: number; name: string }>;
	/** Who is called at once; only where somebody may be in danger. */
	alarm?: AlarmTold;
	/** What is tied to the report, by kind; empty where nothing is. */
	files: KindCount[];
	/** `YYYY-MM-DD`, Asia/Shanghai. */
	acceptBy: string;
	replyBy: string;
	/** Tracking page; number and secret only in the fragment, which no server sees. */
	trackUrl: string;
}

/** city: a summary that the city hands to a county after the reporter agreed. */
export type Channel = 'web' | 'phone' | 'visit' | 'letter' | 'hotline' | 'city';

export interface Submission {
	input: ReportInput;
	channel: Channel;
	/** Who brings it in: the reporter, or a member of staff for somebody on the phone. */
	by: Actor;
	idempotencyKey: string;
	/** Null where a member of staff answers for it. */
	captcha: Captcha | null;
	/** Report that stays with the city, and the unit that its reporter agreed to. */
	commission?: { of: string; unit: Unit };
	/** Number under which the 12345 line keeps it. */
	sourceNumber?: string | undefined;
	/** Token of the draft that made the files named in `input.uploads`. */
	draft?: string | undefined;
}

/**
 * Takes in one report: once an answer is given, report, event, audit row, errand and receipt are on disk.
 * Throws invalid, captcha_required, captcha_failed, captcha_unavailable or idempotency_reused.
 */
export async function receive(deps: Deps, submission: Submission): Promise<ReceiptAnswer> {
	const once = answerOnce<ReceiptAnswer>(deps, submission.idempotencyKey, fingerprint(submission));
	return once.give(() => store(deps, submission, once));
}

// A retry brings a fresh captcha answer; all else must be the same.
function fingerprint({ input: { captcha, ...input }, channel, sourceNumber }: Submission): string {
	return JSON.stringify({ ...input, channel, sourceNumber });
}

async function store(deps: Deps, submission: Submission, once: AnswerOnce<ReceiptAnswer>): Promise<ReceiptAnswer> {
	const { input, sourceNumber } = submission;
	checkReferences(deps, input);
	if (sourceNumber) await refuseKnownNumber(deps.db.read, sourceNumber);
	await checkUploads(deps, deps.db.read, { ids: input.uploads ?? [], draft: submission.draft });
	const spend = await verifyCaptcha(submission);
	const report = await prepareReport(deps, submission);

	const answer = await deps.db.write(async (tx) => {
		await spend(tx);
		if (sourceNumber) await refuseKnownNumber(tx, sourceNumber);
		const written = await report.write(tx);
		await once.keep(tx, report.id, written);
		return written;
	});
	deps.log.info({ event: 'report.received', channel: submission.channel, route: report.route });
	return answer;
}

async function verifyCaptcha({ captcha, input }: Submission): ReturnType<Captcha['verify']> {
	if (!captcha) return async () => undefined;
	return captcha.verify(input.captcha ?? '');
}
