import { z } from 'zod';
import { channels } from '../../../db/schema/reports.ts';
import type { Deps } from '../../deps.ts';
import type { Officer } from '../../permission/officer.ts';
import type { ReceiptAnswer } from '../receive/receipt-answer.ts';
import { receive } from '../receive/receive.ts';
import { ReportInput } from '../receive/report-input.ts';
import { SourceNumber } from '../receive/source-number.ts';

/** What a member of staff writes down for somebody who called, came or wrote; no captcha, no files. */
export const EnteredReport = ReportInput.omit({ captcha: true, uploads: true }).extend({
	channel: z.enum(channels, '请选择来源').exclude(['web', 'city'], '请选择来源'),
	sourceNumber: z.union([z.literal('').transform(() => undefined), SourceNumber]).optional(),
});
export type EnteredReport = z.infer<typeof EnteredReport>;

/**
 * Takes in a report that came by another way: the same verb as on the public site, with the officer as its author.
 * Routed as always; outside their own county the officer sees nothing of it but this receipt.
 */
export async function enterReport(
	deps: Deps,
	officer: Officer,
	{ channel, sourceNumber, ...input }: EnteredReport,
	key: string,
): Promise<ReceiptAnswer> {
	// The key is the officer's own: nobody else gets this receipt by sending the same one.
	const idempotencyKey = `${officer.id}:${key}`;
	return receive(deps, { input, channel, sourceNumber, by: officer, idempotencyKey, captcha: null });
}
