import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { EvidenceRules } from '../../content/schema/evidence.ts';
import type { Deps } from '../deps.ts';
import { PortalError } from '../errors.ts';
import { dayOf } from '../time.ts';

/**
 * Limits on wrong receipts and on sending. Only wrong tries count against a receipt, so a whole village behind
 * one address can track; keys are keyed hashes in memory under a salt of the day, so no address is ever stored and
 * yesterday's hash fits none.
 */
export interface AttemptLimits {
	/** Throws too_many when this network or this receipt had too many wrong tries. */
	check(network: string, number: string): Promise<void>;
	countWrong(network: string, number: string): Promise<void>;
	/** Counts one report sent from a network. Throws too_many. */
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
		async check(network, number) {
			for (const [limiter, of] of guards(network, number)) {
				const state = await limiter.get(of);
				if (state && state.consumedPoints >= limiter.points) throw tooMany(state);
			}
		},
		async countWrong(network, number) {
			for (const [limiter, of] of guards(network, number)) await limiter.penalty(of);
		},
		async countSent(network) {
			await sent.consume(key(network)).catch((state: unknown) => {
				throw state instanceof RateLimiterRes ? tooMany(state) : state;
			});
		},
		async countUploaded(network, megabytes, { networkMbPerHour }) {
			const state = await uploaded.consume(key(network), Math.ceil(megabytes));
			if (state.consumedPoints > networkMbPerHour) throw tooMany(state);
		},
	};
}

function tooMany(state: RateLimiterRes): PortalError {
	const seconds = Math.ceil(state.msBeforeNext / 1000);
	const minutes = Math.ceil(seconds / 60);
	return new PortalError('too_many', `尝试的次数太多，请 ${minutes} 分钟后再试。`, { retryAfter: seconds });
}
