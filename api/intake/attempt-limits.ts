import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { EvidenceRules } from '../../content/schema/evidence.ts';
import type { Deps } from '../deps.ts';
import { PortalError } from '../errors.ts';
import { dayOf } from '../time.ts';

/**
 * Limits on wrong receipts and on sending. Only wrong tries count against a receipt, and past a limit a try costs a
 * captcha instead of being refused, so a whole village behind one address can track whatever one of them does; keys are
 * keyed hashes in memory under a salt of the day, so no address is ever stored and yesterday's hash fits none.
 */
export interface AttemptLimits {
	/** Seconds until this network and this receipt are free of their wrong tries; 0 where there were not too many. */
	wait(network: string, number: string): Promise<number>;
	countWrong(network: string, number: string): Promise<void>;
	/** Forgets the wrong tries at a receipt from where it was shown rightly. */
	forgive(network: string, number: string): Promise<void>;
	/** Counts one report taken in from a network. Throws too_many. */
	countSent(network: string): Promise<void>;
	/** Counts the size of a file that a network is about to upload. Throws too_many. */
	countUploaded(network: string, megabytes: number, rules: EvidenceRules): Promise<void>;
}

const quarterHour = 15 * 60;

export function attemptLimits({ keys, now, randomDigits }: Pick<Deps, 'keys' | 'now' | 'randomDigits'>): AttemptLimits {
	const perPair = new RateLimiterMemory({ points: 10, duration: quarterHour, keyPrefix: 'pair' });
	const perNumber = new RateLimiterMemory({ points: 60, duration: 3600, keyPrefix: 'number' });
	const perNetwork = new RateLimiterMemory({ points: 200, duration: quarterHour, keyPrefix: 'network' });
	const sent = new RateLimiterMemory({ points: 600, duration: quarterHour, keyPrefix: 'sent' });
	const uploaded = new RateLimiterMemory({ points: Number.MAX_SAFE_INTEGER, duration: 3600, keyPrefix: 'uploaded' });
	let [day, salt] = ['', ''];
	const key = (...parts: string[]) => {
		const today = dayOf(now());
		if (today !== day) [day, salt] = [today, randomDigits(32)];
		return keys.of('attempt', [salt, ...parts].join(' '));
	};
	const guards = (network: string, number: string) =>
		[
			[perPair, key(network, number)],
			[perNumber, key(number)],
			[perNetwork, key(network)],
		] as const;

	return {
		async wait(network, number) {
			let seconds = 0;
			for (const [limiter, of] of guards(network, number)) {
				const state = await limiter.get(of);
				if (state && state.consumedPoints >= limiter.points) seconds = Math.max(seconds, secondsOf(state));
			}
			return seconds;
		},
		async countWrong(network, number) {
			for (const [limiter, of] of guards(network, number)) await limiter.penalty(of);
		},
		async forgive(network, number) {
			await perPair.delete(key(network, number));
		},
		async countSent(network) {
			await sent.consume(key(network)).catch((state: unknown) => {
				throw state instanceof RateLimiterRes ? tooMany(secondsOf(state)) : state;
			});
		},
		async countUploaded(network, megabytes, { networkMbPerHour }) {
			const state = await uploaded.consume(key(network), Math.ceil(megabytes));
			if (state.consumedPoints > networkMbPerHour) throw tooMany(secondsOf(state));
		},
	};
}

const secondsOf = ({ msBeforeNext }: RateLimiterRes) => Math.ceil(msBeforeNext / 1000);

/** Has to wait, or, where `captcha` says so, to solve one and try again at once. */
export function tooMany(seconds: number, captcha = false): PortalError {
	const minutes = Math.ceil(seconds / 60);
	const detail = captcha
		? `尝试的次数太多，请完成验证后再试，或者 ${minutes} 分钟后再试。`
		: `尝试的次数太多，请 ${minutes} 分钟后再试。`;
	return new PortalError('too_many', detail, { retryAfter: seconds, captcha });
}
