import { setTimeout } from 'node:timers/promises';
import type { StaffDeps } from '../../deps.ts';
import { tooMany } from '../../http/captcha/attempt-limits.ts';
import { payWithCaptcha } from '../../http/captcha/captcha.ts';
import { countedFailures } from './sign-in-failures.ts';
import { networkPrice, pricesOf, type SignInTry } from './sign-in-try.ts';

type PriceDeps = Pick<StaffDeps, 'db' | 'keys' | 'now' | 'content' | 'captcha' | 'captchaRequired'>;

/** Half a minute on an old machine: nobody is asked for more. */
const dearest = 5;

/**
 * Where strangers were wrong too often within the hour, at this name or from this network, a try costs a captcha and a
 * delay: guessing gets slow, while the right person is let in. Returns whether it was paid. Throws too_many, captcha_failed
 * or captcha_unavailable.
 */
export async function payForTry(deps: PriceDeps, by: SignInTry, captcha: string | undefined): Promise<boolean> {
	const seconds = await priced(deps, by);
	if (seconds === 0) return false;
	const times = await captchaTimes(deps, by.network);
	await payWithCaptcha(deps, captcha, seconds, { times });
	await setTimeout(deps.content.accounts.signIn.delaySeconds * 1000);
	return true;
}

/** Throws too_many where a try that did not pay would have to by now. */
export async function refuseUnpaid(deps: PriceDeps, by: SignInTry): Promise<void> {
	const seconds = await priced(deps, by);
	if (seconds > 0) throw tooMany(seconds, deps.captchaRequired);
}

/**
 * How many times the usual captcha a try from this network costs where it has its price: once more for each further
 * networkTriesPerHour wrong tries from there.
 */
export async function captchaTimes(deps: PriceDeps, network: string): Promise<number> {
	const { networkTriesPerHour } = deps.content.accounts.signIn;
	const counted = await countedFailures(deps.db.read, deps, networkPrice(deps, network));
	return Math.min(dearest, Math.max(1, Math.floor(counted / networkTriesPerHour)));
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
