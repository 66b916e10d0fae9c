import { eq } from 'drizzle-orm';
import { reports } from '../../db/schema/reports.ts';
import type { Deps } from '../deps.ts';
import { PortalError } from '../errors.ts';
import type { Report } from '../handling/record-event.ts';
import { reportUnsealer, type Unsealer } from '../seal.ts';
import type { AttemptLimits } from './attempt-limits.ts';
import { type Captcha, payWithCaptcha } from './captcha.ts';
import type { Receipt } from './report-input.ts';

/** A report opened by its reporter, with the key that opens the conversation. */
export interface OpenReceipt {
	report: Report;
	unsealer: Unsealer;
}

/** What opening a receipt needs beside the portal's own. */
export interface ReceiptDeps extends Deps {
	captcha: Captcha;
	/** Off only in tests. */
	captchaRequired: boolean;
	limits: AttemptLimits;
}

const noReport = ''.padEnd(64, '0');

/**
 * Opens a report by number and secret. A wrong number and a wrong secret get the same answer after the same
 * work. Throws not_found, and after too many wrong tries too_many, captcha_failed or captcha_unavailable.
 */
export async function openReceipt(
	deps: ReceiptDeps,
	network: string,
	{ number, secret, captcha }: Receipt,
): Promise<OpenReceipt> {
	const seconds = await deps.limits.wait(network, number);
	// Others' mistakes, or somebody's malice, may cost the reporter a captcha, but never lock them out.
	if (seconds > 0) await payWithCaptcha(deps, captcha, seconds);
	const [report] = await deps.db.read.select().from(reports).where(eq(reports.number, number));
	const right = deps.keys.matches('secret', `${number}:${secret}`, report?.secretHash ?? noReport);
	if (!report || !right) {
		await deps.limits.countWrong(network, number);
		throw new PortalError(
			'not_found',
			'没有找到这件举报，请核对受理编号（12 位）和查询密码（16 位）后再试；两者都在举报回执上。',
		);
	}
	if (seconds > 0) await deps.limits.forgive(network, number);
	const key = deps.keys.key('report', `${number}:${secret}`);
	return { report, unsealer: reportUnsealer(report.wrappedIdentity, key) };
}
