import type { Transaction } from '../../db/open.ts';
import type { Config } from '../config.ts';
import type { Deps } from '../deps.ts';
import { PortalError } from '../errors.ts';
import { altcha } from './altcha.ts';
import { hcaptcha } from './hcaptcha.ts';

/** One way to tell people from floods of machines. */
export interface Captcha {
	/** What GET /api/captcha tells the page; made anew for each call. */
	offer(): Promise<{ provider: 'altcha' | 'hcaptcha' | 'off' } & Record<string, unknown>>;
	/**
	 * Checks an answer. Throws captcha_failed, or captcha_unavailable when it cannot be checked.
	 * Returns what has to be written with the report so that the answer counts only once.
	 */
	verify(answer: string): Promise<(tx: Transaction) => Promise<void>>;
}

/** Opens the configured provider. */
export function openCaptcha(config: Config['captcha'], deps: Pick<Deps, 'db' | 'keys' | 'now'>): Captcha {
	if (config.provider === 'altcha') return altcha(deps);
	if (config.provider === 'hcaptcha') return hcaptcha(config.sitekey, config.secret);
	return { offer: async () => ({ provider: 'off' }), verify: async () => nothingToSpend };
}

/** Counts each answer when it is used up. What is refused before costs a network nothing of its share. */
export function countedCaptcha(captcha: Captcha, count: () => Promise<void>): Captcha {
	return {
		offer: captcha.offer,
		async verify(answer) {
			const spend = await captcha.verify(answer);
			return async (tx) => {
				await spend(tx);
				await count();
			};
		},
	};
}

export const nothingToSpend = async (): Promise<void> => undefined;

/** The person has to solve it again; what was written stays on the page. */
export function captchaFailed(): PortalError {
	return new PortalError('captcha_failed', '验证没有通过或已经过期，请重新验证后再提交，已填写的内容不会丢失。');
}
