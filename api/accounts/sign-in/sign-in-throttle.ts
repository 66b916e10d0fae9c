import { setTimeout } from 'node:timers/promises';
import type { StaffDeps } from '../../deps.ts';
import { tooMany } from '../../http/captcha/attempt-limits.ts';
import { requireCaptcha } from '../../http/captcha/captcha.ts';
import { networkCounter, type SignInAttempt, throttleCounters } from './sign-in-attempt.ts';
import { countedFailures } from './sign-in-failures.ts';

type ThrottleDeps = Pick<StaffDeps, 'db' | 'keys' | 'now' | 'content' | 'captcha' | 'captchaRequired'>;

/** Half a minute on an old machine: more is never asked for. */
const maxDifficulty = 5;

/**
 * After too many wrong attempts by unknown devices within the hour, at this name or from this network, an attempt needs
 * a captcha and is delayed: guessing becomes slow, while the right person still gets in. Returns whether a captcha was
 * solved. Throws too_many, captcha_failed or captcha_unavailable.
 */
export async function throttleAttempt(
	deps: ThrottleDeps,
	by: SignInAttempt,
	captcha: string | undefined,
): Promise<boolean> {
	const seconds = await throttledSeconds(deps, by);
	if (seconds === 0) return false;
	const times = await captchaDifficulty(deps, by.network);
	await requireCaptcha(deps, captcha, seconds, { times });
	await setTimeout(deps.content.accounts.signIn.delaySeconds * 1000);
	return true;
}

/** Throws too_many where an attempt without a captcha would need one by now. */
export async function refuseThrottled(deps: ThrottleDeps, by: SignInAttempt): Promise<void> {
	const seconds = await throttledSeconds(deps, by);
	if (seconds > 0) throw tooMany(seconds, deps.captchaRequired);
}

/**
 * Multiple of the usual difficulty for a throttled attempt from this network: one more for each further
 * networkTriesPerHour wrong attempts from there.
 */
export async function captchaDifficulty(deps: ThrottleDeps, network: string): Promise<number> {
	const { networkTriesPerHour } = deps.content.accounts.signIn;
	const counted = await countedFailures(deps.db.read, deps, networkCounter(deps, network));
	return Math.min(maxDifficulty, Math.max(1, Math.floor(counted / networkTriesPerHour)));
}

/** Seconds for which attempts are throttled; 0 where they are not. Known devices never are. */
async function throttledSeconds(deps: ThrottleDeps, by: SignInAttempt): Promise<number> {
	if (by.device) return 0;
	const { nameTriesPerHour, networkTriesPerHour } = deps.content.accounts.signIn;
	const { name, network, seconds } = throttleCounters(deps, by);
	const { read } = deps.db;
	if ((await countedFailures(read, deps, name)) >= nameTriesPerHour) return seconds;
	return (await countedFailures(read, deps, network)) >= networkTriesPerHour ? seconds : 0;
}
