import type { Deps } from '../../deps.ts';
import { checkUploads } from '../../evidence/attach-uploads.ts';
import type { Captcha } from '../../http/captcha/captcha.ts';
import { checkReferences } from './check-references.ts';
import { type IdempotentAnswer, idempotentAnswer } from './idempotent-answer.ts';
import { prepareReport } from './prepare-report.ts';
import { ReceiptAnswer } from './receipt-answer.ts';
import { refuseKnownNumber } from './source-number.ts';
import type { Submission } from './submission.ts';

/**
 * Takes in one report: once an answer is given, report, event, audit row, job and receipt are on disk.
 * Throws invalid, captcha_required, captcha_failed, captcha_unavailable or idempotency_reused.
 */
export async function receive(deps: Deps, submission: Submission): Promise<ReceiptAnswer> {
	const once = idempotentAnswer(deps, ReceiptAnswer, submission.idempotencyKey, fingerprint(submission));
	return once.findOrMake(() => store(deps, submission, once));
}

// A retry brings a fresh captcha answer; all else must be the same.
function fingerprint({ input: { captcha, ...input }, channel, sourceNumber }: Submission): string {
	return JSON.stringify({ ...input, channel, sourceNumber });
}

async function store(
	deps: Deps,
	submission: Submission,
	once: IdempotentAnswer<ReceiptAnswer>,
): Promise<ReceiptAnswer> {
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
		await once.store(tx, report.id, written);
		return written;
	});
	deps.log.info({ event: 'report.received', channel: submission.channel, route: report.route });
	return answer;
}

async function verifyCaptcha({ captcha, input }: Submission): ReturnType<Captcha['verify']> {
	if (!captcha) return async () => undefined;
	return captcha.verify(input.captcha ?? '');
}
