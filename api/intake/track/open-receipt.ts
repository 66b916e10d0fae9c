import { eq, inArray, sql } from 'drizzle-orm';
import { kept } from '../../../db/kept.ts';
import { voidSecrets } from '../../../db/schema/intake.ts';
import { reports } from '../../../db/schema/reports.ts';
import type { Deps } from '../../deps.ts';
import type { AttemptLimits } from '../../http/captcha/attempt-limits.ts';
import { type Captcha, requireCaptcha } from '../../http/captcha/captcha.ts';
import { PortalError } from '../../http/errors.ts';
import type { TypedReceipt } from '../../keys/receipt-keys.ts';
import type { Unsealer } from '../../keys/seal.ts';
import type { Report } from '../../report/report.ts';
import type { Receipt } from '../receive/report-input.ts';
import { recordFirstOpening } from './record-first-opening.ts';
import { whomToCall } from './whom-to-call.ts';

/** A report opened by its reporter, with the key that opens the conversation. */
export interface OpenReceipt {
	report: Report;
	unsealer: Unsealer;
}

/** Dependencies of opening a receipt. */
export interface ReceiptDeps extends Deps {
	captcha: Captcha;
	/** Off only in tests. */
	captchaRequired: boolean;
	limits: AttemptLimits;
}

/**
 * Opens a report by number and secret. A wrong number and a wrong secret get the same answer after the same
 * work. Throws not_found, receipt_renewed for a secret that a new one made void, and after too many wrong tries
 * too_many, captcha_failed or captcha_unavailable.
 */
export async function openReceipt(deps: ReceiptDeps, network: string, receipt: Receipt): Promise<OpenReceipt> {
	const { report, isVoid, typed } = await verifyReceipt(deps, network, receipt);
	if (isVoid) {
		throw new PortalError(
			'receipt_renewed',
			`这份回执的查询密码已由登记单位重新生成，原密码不能再查询。请向登记时的单位索取新密码；不是您要求重新生成的，请说明情况。${whomToCall(deps.content)}`,
		);
	}
	await recordFirstOpening(deps, report);
	return { report, unsealer: await typed.unsealer(report.wrappedIdentity) };
}

/** A report with a verified receipt; `isVoid`: its secret was replaced and opens nothing any more. */
export interface VerifiedReceipt {
	report: Report;
	isVoid: boolean;
}

const reportNumbered = kept((on) =>
	on
		.select()
		.from(reports)
		.where(eq(reports.number, sql.placeholder('number')))
		.prepare(),
);

/** Verifies number and secret, also of a void receipt. Throws like openReceipt, but for receipt_renewed. */
export async function verifyReceipt(
	deps: ReceiptDeps,
	network: string,
	{ number, secret, captcha }: Receipt,
): Promise<VerifiedReceipt & { typed: TypedReceipt }> {
	const seconds = await deps.limits.wait(network, number);
	// Wrong attempts by others may cost the reporter a captcha, but never lock them out.
	if (seconds > 0) await requireCaptcha(deps, captcha, seconds);
	const [report] = await reportNumbered(deps.db.read).execute({ number });
	const typed = deps.receiptKeys.typed({ number, secret });
	const right = await typed.matches(report?.secretHash ?? null);
	const isVoid = !right && (await wasValidBefore(deps, typed));
	if (!report || !(right || isVoid)) {
		await deps.limits.countWrong(network, number);
		throw new PortalError(
			'not_found',
			'没有找到这件举报，请核对受理编号（12 位）和查询密码（16 位）后再试；两者都在举报回执上。',
		);
	}
	if (seconds > 0) await deps.limits.reset(network, number);
	return { report, isVoid, typed };
}

async function wasValidBefore({ db }: ReceiptDeps, typed: TypedReceipt): Promise<boolean> {
	const hashes = inArray(voidSecrets.hash, await typed.hashes());
	const found = await db.read.select().from(voidSecrets).where(hashes);
	return found.length > 0;
}
