import { z } from 'zod';
import type { Transaction } from '../../../db/database.ts';
import { isDiskFull } from '../../../db/disk-space.ts';
import type { BaseDeps } from '../../base-deps.ts';
import { PortalError } from '../errors.ts';
import { type AttemptLimits, tooMany } from './attempt-limits.ts';

/** A proof of work to be done: the parameters of altcha, signed. */
const Challenge = z.object({
	parameters: z.object({
		algorithm: z.string().meta({ description: '密钥派生算法', examples: ['PBKDF2/SHA-256'] }),
		nonce: z.string(),
		salt: z.string(),
		cost: z.number().meta({ description: '每次尝试的迭代次数' }),
		keyLength: z.number(),
		keyPrefix: z.string().meta({ description: '派生出的密钥应有的开头，十六进制' }),
		keySignature: z.string().exactOptional(),
		expiresAt: z.number().exactOptional().meta({ description: '到期的时间，Unix 秒' }),
	}),
	signature: z.string().exactOptional(),
});

/** What a page needs to offer a captcha. */
export const CaptchaOffer = z
	.discriminatedUnion('provider', [
		z
			.object({ provider: z.literal('altcha'), challenge: Challenge })
			.meta({ title: '内置的工作量证明（ALTCHA），由设备自行计算' }),
		z.object({ provider: z.literal('hcaptcha'), sitekey: z.string() }).meta({ title: 'hCaptcha，由人完成' }),
		z.object({ provider: z.literal('off') }).meta({ title: '不用验证（仅测试环境）' }),
	])
	.meta({ ref: 'CaptchaOffer', description: '验证方式和验证所需的内容' });
export type CaptchaOffer = z.infer<typeof CaptchaOffer>;

/** A provider of captchas. */
export interface Captcha {
	/** What GET /api/captcha tells the page; made anew for each call. `times`: multiple of the usual difficulty. */
	offer(times?: number): Promise<CaptchaOffer>;
	/** Multiple of the usual work that an answer claims to have done; `verify` checks the claim. */
	claimedDifficulty(answer: string): number;
	/**
	 * Checks an answer. Throws captcha_failed, or captcha_unavailable when it cannot be checked.
	 * Returns what has to be written with the report so that the answer counts only once.
	 */
	verify(answer: string): Promise<(tx: Transaction) => Promise<void>>;
}

/**
 * Counts a report against its network when its answer is spent; what is refused before does not count. Many reports
 * require a harder captcha: `verify` then throws too_many, and an answer of that difficulty is accepted at once.
 */
export function reportCaptcha(captcha: Captcha, limits: AttemptLimits, network: string): Captcha {
	return {
		...captcha,
		async verify(answer) {
			const { times, seconds } = await limits.reportDifficulty(network);
			if (times > 1 && captcha.claimedDifficulty(answer) < times)
				throw tooMany(seconds, true, '这个网络最近提交的举报');
			const spend = await captcha.verify(answer);
			return async (tx) => {
				await spend(tx);
				await limits.countSent(network);
			};
		},
	};
}

/** Past a limit, a captcha of `times` the usual difficulty lets the client go on. Throws too_many, captcha_failed or captcha_unavailable. */
export async function requireCaptcha(
	{ captcha, captchaRequired, db }: { captcha: Captcha; captchaRequired: boolean } & Pick<BaseDeps, 'db'>,
	answer: string | undefined,
	seconds: number,
	{ what, times = 1 }: { what?: string; times?: number } = {},
): Promise<void> {
	if (!answer || !captchaRequired || captcha.claimedDifficulty(answer) < times)
		throw tooMany(seconds, captchaRequired, what);
	const spend = await captcha.verify(answer);
	try {
		await db.write(spend);
	} catch (error) {
		// On a full disk the same answer may be reused until it expires: guessing is still hopeless, and tracking stays up.
		if (!isDiskFull(error)) throw error;
	}
}

export const nothingToSpend = async (): Promise<void> => undefined;

/** The person has to solve it again; what was written stays on the page. */
export function captchaFailed(): PortalError {
	return new PortalError('captcha_failed', '验证没有通过或已经过期，请重新验证后再提交，已填写的内容不会丢失。');
}
