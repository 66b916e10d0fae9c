import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import { type IdempotentAnswer, idempotentAnswer } from '../receive/idempotent-answer.ts';
import type { OpenReceipt } from '../track/open-receipt.ts';

/** The answer to whatever a reporter adds to a report. */
export const Added = z
	.object({ at: z.iso.datetime().meta({ description: '收到的时间' }) })
	.meta({ ref: 'Added', description: '已经收到', examples: [{ at: '2026-03-02T02:00:00.000Z' }] });
export type Added = z.infer<typeof Added>;

/**
 * Whatever a reporter adds to a report is added once under one Idempotency-Key; without a key each time.
 * `content`: all that was sent but number and secret.
 */
export function addOnce(
	deps: Deps,
	{ report }: Pick<OpenReceipt, 'report'>,
	key: string | undefined,
	content: { what: string } & Record<string, unknown>,
): IdempotentAnswer<Added> {
	return idempotentAnswer(deps, Added, `${report.id}:${key ?? deps.newId()}`, JSON.stringify(content));
}
