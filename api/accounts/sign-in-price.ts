import { setTimeout } from 'node:timers/promises';
import type { StaffDeps } from '../deps.ts';
import { tooMany } from '../intake/attempt-limits.ts';
import { countedFailures } from './sign-in-failures.ts';
import { pricesOf, type SignInTry } from './sign-in-try.ts';

type PriceDeps = Pick<StaffDeps, 'db' | 'keys' | 'now' | 'content' | 'captcha' | 'captchaRequired'>;

/**
 * Where strangers were wrong too often within the hour, at this name or from this network, a try costs a captcha and a
 * delay: guessing gets slow, while the right person is let in. Returns whether it was paid. Throws too_many, captcha_failed
 * or captcha_unavailable.
 */
export async function payForTry(deps: PriceDeps, by: SignInTry, captcha: string | undefined): Promise<boolean> {
	const seconds = await priced(deps, by);
	if (seconds === 0) return false;
	if (!captcha || !deps.captchaRequired) throw tooMany(seconds, deps.captchaRequired);
	await deps.db.write(await deps.captcha.verify(captcha));
	await setTimeout(deps.content.accounts.signIn.delaySeconds * 1000);
	return true;
}

/** Throws too_many where a try that did not pay would have to by now. */
export async function refuseUnpaid(deps: PriceDeps, by: SignInTry): Promise<void> {
	const seconds = await priced(deps, by);
	if (seconds > 0) throw tooMany(seconds, deps.captchaRequired);
}

/** Seconds for which tries have their price; 0 where they have none. Known devices pay nothing. */
async function priced(deps: PriceDeps, by: SignInTry): Promise<number> {
	if (by.device) return 0;
	const { nameTriesPerHour, networkTriesPerHour } = deps.content.accounts.signIn;
	const { name, network, seconds } = pricesOf(deps, by);
	const { read } = deps.db;
	if ((await countedFailures(read, deps, name)) >= nameTriesPerHour) return seconds;
	return (await countedFailures(read, deps, network)) >= networkTriesPerHour ? seconds : 0;
}
