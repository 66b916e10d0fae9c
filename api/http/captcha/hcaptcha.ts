import { verify } from 'hcaptcha';
import { z } from 'zod';
import { PortalError } from '../errors.ts';
import { type Captcha, captchaFailed, nothingToSpend } from './captcha.ts';

/** A reporter on a slow phone should not wait longer for somebody else's server. */
const defaultLimitMs = 8000;

const Verdict = z.object({ success: z.boolean(), 'error-codes': z.array(z.string()).default([]) });

/** Codes that say our own settings are wrong, not the person's answer. */
const ourFault = new Set(['missing-input-secret', 'invalid-input-secret', 'sitekey-secret-mismatch', 'bad-request']);

/** hCaptcha: its server decides, and counts each answer once. No answer in time, or one not understood: refused. */
export function hcaptcha(sitekey: string, secret: string, limitMs = defaultLimitMs): Captcha {
	return {
		offer: async () => ({ provider: 'hcaptcha', sitekey }),
		// A person solved it, however many others did.
		claimedDifficulty: () => Infinity,
		async verify(answer) {
			const verdict = Verdict.safeParse(await withinLimit(verify(secret, answer, undefined, sitekey), limitMs));
			if (!verdict.success) throw unavailable();
			if (verdict.data.success) return nothingToSpend;
			throw verdict.data['error-codes'].some((code) => ourFault.has(code)) ? unavailable() : captchaFailed();
		},
	};
}

async function withinLimit(answer: Promise<unknown>, limitMs: number): Promise<unknown> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new Error('late')), limitMs);
	});
	try {
		return await Promise.race([answer, late]);
	} catch {
		throw unavailable();
	} finally {
		clearTimeout(timer);
	}
}

function unavailable(): PortalError {
	return new PortalError(
		'captcha_unavailable',
		'验证服务暂时连接不上，请稍后再试；已填写的内容不会丢失，紧急情况请拨打 110 或 12350。',
		{ retryAfter: 60 },
	);
}
