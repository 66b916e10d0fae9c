import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { megabyte } from '../../../content/facts/file-size.ts';
import { dayOf } from '../../../content/facts/time.ts';
import type { EvidenceRules } from '../../../content/schema/evidence.ts';
import type { BaseDeps } from '../../base-deps.ts';
import { widerNetwork } from '../address.ts';
import { PortalError } from '../errors.ts';

/**
 * Limits on wrong receipts, on sending and on uploading. Only wrong tries count against a receipt, and past a limit a
 * captcha is asked for instead of refusing, so a whole village behind one address can go on whatever one of them does;
 * keys are keyed hashes in memory under a salt of the day, so no address is ever stored and yesterday's hash fits none.
 */
export interface AttemptLimits {
	/** Seconds until this network and this receipt are free of their wrong tries; 0 where there were not too many. */
	wait(network: string, number: string): Promise<number>;
	countWrong(network: string, number: string): Promise<void>;
	/** Forgets the wrong tries at a receipt from where it was shown rightly. */
	forgive(network: string, number: string): Promise<void>;
	/** What a report from this network costs now. */
	price(network: string): Promise<Price>;
	/** Counts one report taken in from a network. */
	countSent(network: string): Promise<void>;
	/** Seconds until this network has its share of uploads again; 0 while something of it is left. */
	uploadWait(network: string, rules: EvidenceRules): Promise<number>;
	/** Counts bytes that a network has uploaded; less than 0 gives back what was paid for. */
	countUploaded(network: string, bytes: number): Promise<void>;
}

/** Each report costs a captcha; many from one network cost a dearer one, so that none of them is refused. */
export interface Price {
	/** How many times the usual work: 1 for the first reports of a quarter of an hour. */
	times: number;
	/** Seconds until it is the usual again. */
	seconds: number;
}

const quarterHour = 15 * 60;
/** Reports from one network in a quarter of an hour at the usual price: a village behind one address. */
const usualReports = 600;
/** Uploads are counted in whole ones of these. */
const kilobyte = 1000;
/** A /32 of IPv6 may do as much as so many networks: it can be one person, or the customers of a whole carrier. */
const networksOfWider = 20;
/** Half a minute on an old phone, with the page open: nobody is asked for more. */
const dearest = 5;

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
	/** What a network is counted under, and how many times its limits hold there. */
	const counted = (network: string) => {
		const wider = widerNetwork(network);
		return [{ of: key(network), times: 1 }, ...(wider ? [{ of: key(wider), times: networksOfWider }] : [])];
	};
	const guards = (network: string, number: string) => [
		{ limiter: perPair, of: key(network, number), times: 1 },
		{ limiter: perNumber, of: key(number), times: 1 },
		...counted(network).map((each) => ({ limiter: perNetwork, ...each })),
	];

	return {
		async wait(network, number) {
			let seconds = 0;
			for (const { limiter, of, times } of guards(network, number)) {
				const state = await limiter.get(of);
				if (state && state.consumedPoints >= limiter.points * times) seconds = Math.max(seconds, secondsOf(state));
			}
			return seconds;
		},
		async countWrong(network, number) {
			for (const { limiter, of } of guards(network, number)) await limiter.penalty(of);
		},
		async forgive(network, number) {
			await perPair.delete(key(network, number));
		},
		async price(network) {
			const prices = counted(network).map(async ({ of, times: wide }) => {
				const state = await sent.get(of);
				const times = Math.min(dearest, 1 + Math.floor((state?.consumedPoints ?? 0) / (usualReports * wide)));
				return { times, seconds: state ? secondsOf(state) : 0 };
			});
			return (await Promise.all(prices)).reduce((own, wider) => (wider.times > own.times ? wider : own));
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

/** Has to wait, or, where `captcha` says so, to solve one and try again at once. `what` there was too much of. */
export function tooMany(seconds: number, captcha = false, what = '尝试的次数'): PortalError {
	const minutes = Math.ceil(seconds / 60);
	const detail = captcha
		? `${what}太多，请完成验证后再试，或者 ${minutes} 分钟后再试。`
		: `${what}太多，请 ${minutes} 分钟后再试。`;
	return new PortalError('too_many', detail, { retryAfter: seconds, captcha });
}
