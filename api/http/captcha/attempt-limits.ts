import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { megabyte } from '../../../content/facts/file-size.ts';
import { dayOf } from '../../../content/facts/time.ts';
import type { EvidenceRules } from '../../../content/schema/evidence.ts';
import type { BaseDeps } from '../../base-deps.ts';
import { widerNetwork } from '../address.ts';
import { PortalError } from '../errors.ts';

/**
 * Rate limits on wrong receipts, on reports and on uploads. Only wrong attempts count against a receipt, and past a
 * limit a captcha is required instead of refusing, so that a village behind one address can go on whatever one person
 * there does. Counters are kept in memory under keyed hashes with a salt of the day: no address is stored, and hashes of
 * different days cannot be linked.
 */
export interface AttemptLimits {
	/** Seconds until the wrong attempts of this network and at this receipt expire; 0 while below the limits. */
	wait(network: string, number: string): Promise<number>;
	countWrong(network: string, number: string): Promise<void>;
	/** Resets the counter of a receipt and the network that opened it correctly. */
	reset(network: string, number: string): Promise<void>;
	/** How difficult the captcha for a report from this network is now. */
	reportDifficulty(network: string): Promise<CaptchaDifficulty>;
	/** Counts one report taken in from a network. */
	countSent(network: string): Promise<void>;
	/** Seconds until this network has its share of uploads again; 0 while something of it is left. */
	uploadWait(network: string, rules: EvidenceRules): Promise<number>;
	/** Counts bytes that a network has uploaded; less than 0 gives back what was paid for. */
	countUploaded(network: string, bytes: number): Promise<void>;
}

/** Each report needs a captcha; many from one network need a harder one, so that none of them is refused. */
export interface CaptchaDifficulty {
	/** Multiple of the usual work: 1 for the first reports of a quarter of an hour. */
	times: number;
	/** Seconds until it is back to the usual. */
	seconds: number;
}

const quarterHour = 15 * 60;
/** Reports from one network in a quarter of an hour at the usual difficulty: a village behind one address. */
const usualReports = 600;
/** Uploads are counted in whole kilobytes. */
const kilobyte = 1000;
/** An IPv6 /32 has the limits of so many networks: it can be one person, or all customers of a carrier. */
const networksOfWider = 20;
/** Half a minute on an old phone with the page open: more is never asked for. */
const maxDifficulty = 5;

export function attemptLimits({
	keys,
	now,
	randomDigits,
}: Pick<BaseDeps, 'keys' | 'now' | 'randomDigits'>): AttemptLimits {
	const perPair = new RateLimiterMemory({ points: 10, duration: quarterHour, keyPrefix: 'pair' });
	const perNumber = new RateLimiterMemory({ points: 60, duration: 3600, keyPrefix: 'number' });
	const perNetwork = new RateLimiterMemory({ points: 200, duration: quarterHour, keyPrefix: 'network' });
	const sent = new RateLimiterMemory({ points: Number.MAX_SAFE_INTEGER, duration: quarterHour, keyPrefix: 'sent' });
	const uploaded = new RateLimiterMemory({ points: Number.MAX_SAFE_INTEGER, duration: 3600, keyPrefix: 'uploaded' });
	let [day, salt] = ['', ''];
	const key = (...parts: string[]) => {
		const today = dayOf(now());
		if (today !== day) [day, salt] = [today, randomDigits(32)];
		return keys.of('attempt', [salt, ...parts].join(' '));
	};
	/** The keys that a network is counted under, with the factor for the limits of each. */
	const counted = (network: string) => {
		const wider = widerNetwork(network);
		return [{ of: key(network), times: 1 }, ...(wider ? [{ of: key(wider), times: networksOfWider }] : [])];
	};
	const counters = (network: string, number: string) => [
		{ limiter: perPair, of: key(network, number), times: 1 },
		{ limiter: perNumber, of: key(number), times: 1 },
		...counted(network).map((each) => ({ limiter: perNetwork, ...each })),
	];

	return {
		async wait(network, number) {
			let seconds = 0;
			for (const { limiter, of, times } of counters(network, number)) {
				const state = await limiter.get(of);
				if (state && state.consumedPoints >= limiter.points * times) seconds = Math.max(seconds, secondsOf(state));
			}
			return seconds;
		},
		async countWrong(network, number) {
			for (const { limiter, of } of counters(network, number)) await limiter.penalty(of);
		},
		async reset(network, number) {
			await perPair.delete(key(network, number));
		},
		async reportDifficulty(network) {
			const difficulties = counted(network).map(async ({ of, times: wide }) => {
				const state = await sent.get(of);
				const times = Math.min(maxDifficulty, 1 + Math.floor((state?.consumedPoints ?? 0) / (usualReports * wide)));
				return { times, seconds: state ? secondsOf(state) : 0 };
			});
			return (await Promise.all(difficulties)).reduce((own, wider) => (wider.times > own.times ? wider : own));
		},
		async countSent(network) {
			for (const { of } of counted(network)) await sent.consume(of);
		},
		async uploadWait(network, { networkMbPerHour }) {
			let seconds = 0;
			for (const { of, times } of counted(network)) {
				const state = await uploaded.get(of);
				const most = networkMbPerHour * megabyte * times;
				if (state && state.consumedPoints * kilobyte >= most) seconds = Math.max(seconds, secondsOf(state));
			}
			return seconds;
		},
		async countUploaded(network, bytes) {
			for (const { of } of counted(network)) await uploaded.penalty(of, Math.ceil(bytes / kilobyte));
		},
	};
}

const secondsOf = ({ msBeforeNext }: RateLimiterRes) => Math.ceil(msBeforeNext / 1000);

/** The client must wait or, with `captcha`, solve one and try again at once. `what`: what was counted, in Chinese. */
export function tooMany(seconds: number, captcha = false, what = '尝试的次数'): PortalError {
	const minutes = Math.ceil(seconds / 60);
	const detail = captcha
		? `${what}太多，请完成验证后再试，或者 ${minutes} 分钟后再试。`
		: `${what}太多，请 ${minutes} 分钟后再试。`;
	return new PortalError('too_many', detail, { retryAfter: seconds, captcha });
}
