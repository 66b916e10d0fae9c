import type { BaseDeps } from '../../base-deps.ts';
import type { Config } from '../../config.ts';
import { altcha } from './altcha.ts';
import { type Captcha, nothingToSpend } from './captcha.ts';
import { hcaptcha } from './hcaptcha.ts';

/** Opens the configured provider. */
export function openCaptcha(config: Config['captcha'], deps: Pick<BaseDeps, 'db' | 'keys' | 'now'>): Captcha {
	if (config.provider === 'altcha') return altcha(deps);
	if (config.provider === 'hcaptcha') return hcaptcha(config.sitekey, config.secret);
	return {
		offer: async () => ({ provider: 'off' }),
		claimedDifficulty: () => Infinity,
		verify: async () => nothingToSpend,
	};
}
