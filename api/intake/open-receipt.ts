import { eq } from 'drizzle-orm';
import { reports } from '../../db/schema/reports.ts';
import type { Deps } from '../deps.ts';
import { PortalError } from '../errors.ts';
import type { Report } from '../handling/record-event.ts';
import { reportUnsealer, type Unsealer } from '../seal.ts';
import type { AttemptLimits } from './attempt-limits.ts';
import type { Receipt } from './report-input.ts';

/** A report opened by its reporter, with the key that opens the conversation. */
export interface OpenReceipt {
	report: Report;
	unsealer: Unsealer;
}

const noReport = ''.padEnd(64, '0');

/**
 * Opens a report by number and secret. A wrong number and a wrong secret get the same answer after the same
 * work. Throws not_found, or too_many after too many wrong tries.
 */
export async function openReceipt(
	deps: Deps,
	limits: AttemptLimits,
	network: string,
	{ number, secret }: Receipt,
): Promise<OpenReceipt> {
	await limits.check(network, number);
	const [report] = await deps.db.read.select().from(reports).where(eq(reports.number, number));
	const right = deps.keys.matches('secret', `${number}:${secret}`, report?.secretHash ?? noReport);
	if (!report || !right) {
		await limits.countWrong(network, number);
		throw new PortalError(
			'not_found',
			'没有找到这件举报，请核对受理编号（12 位）和查询密码（16 位）后再试；两者都在举报回执上。',
		);
	}
	const key = deps.keys.key('report', `${number}:${secret}`);
	return { report, unsealer: reportUnsealer(report.wrappedIdentity, key) };
}
