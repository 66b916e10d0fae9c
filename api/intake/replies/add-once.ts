import type { Deps } from '../../deps.ts';
import { type AnswerOnce, answerOnce } from '../receive/answer-once.ts';
import type { OpenReceipt } from '../track/open-receipt.ts';

/** The answer to whatever a reporter adds to a report. */
export interface Added {
	/** When it was taken in. */
	at: string;
}

/**
 * Whatever a reporter adds to a report is added once under one Idempotency-Key; without a key each time.
 * `content`: all that was sent but number and secret.
 */
export function addOnce(
	deps: Deps,
	{ report }: Pick<OpenReceipt, 'report'>,
	key: string | undefined,
	content: { what: string } & Record<string, unknown>,
): AnswerOnce<Added> {
	return answerOnce(deps, `${report.id}:${key ?? deps.newId()}`, JSON.stringify(content));
}
