import { megabyte } from '../../../content/facts/file-size.ts';
import { dayOf } from '../../../content/facts/time.ts';
import type { EvidenceRules } from '../../../content/schema/evidence.ts';
import type { BaseDeps } from '../../base-deps.ts';
import { widerNetwork } from '../address.ts';
import { PortalError } from '../errors.ts';
import type { SharedCounters } from './shared-counters.ts';

/**
 * Rate limits on wrong receipts, on reports and on uploads. Only wrong attempts count against a receipt, and past a
 * limit a captcha is required instead of refusing, so that a village behind one address can go on whatever one person
 * there does. Counters are kept under keyed hashes of the day and what is counted: no address is stored, and hashes of
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

/** Reports from one network in a quarter of an hour at the usual difficulty: a village behind one address. */
const usualReports = 600;
/** Uploads are counted in whole kilobytes. */
const kilobyte = 1000;
/** An IPv6 /32 has the limits of so many networks: it can be one person, or all customers of a carrier. */
const networksOfWider = 20;
/** Half a minute on an old phone with the page open: more is never asked for. */
const maxDifficulty = 5;

interface Limit {
	name: string;
	/** At most so many within the time; for what only grows dearer there is no end. */
	points: number;
	durationMs: number;
}

const quarterHourMs = 15 * 60_000;
const hourMs = 60 * 60_000;

const perPair: Limit = { name: 'pair', points: 10, durationMs: quarterHourMs };
const perNumber: Limit = { name: 'number', points: 60, durationMs: hourMs };
const perNetwork: Limit = { name: 'network', points: 200, durationMs: quarterHourMs };
const sent: Limit = { name: 'sent', points: Number.POSITIVE_INFINITY, durationMs: quarterHourMs };
const uploaded: Limit = { name: 'uploaded', points: Number.POSITIVE_INFINITY, durationMs: hourMs };

export function attemptLimits({ keys, now }: Pick<BaseDeps, 'keys' | 'now'>, counters: SharedCounters): AttemptLimits {
	const hashOf = ({ name }: Limit, ...parts: string[]) => keys.of('attempt', [dayOf(now()), name, ...parts].join(' '));
	const stateOf = (limit: Limit, ...parts: string[]) => counters.get(hashOf(limit, ...parts));
	/** What a network is counted as, with the factor for the limits of each. */
	const counted = (network: string) => {
		const wider = widerNetwork(network);
		return [{ of: network, times: 1 }, ...(wider ? [{ of: wider, times: networksOfWider }] : [])];
	};
	const ofReceipt = (network: string, number: string) => [
		{ limit: perPair, parts: [network, number], times: 1 },
		{ limit: perNumber, parts: [number], times: 1 },
		...counted(network).map(({ of, times }) => ({ limit: perNetwork, parts: [of], times })),
	];

	return {
		async wait(network, number) {
			let seconds = 0;
			for (const { limit, parts, times } of ofReceipt(network, number)) {
				const state = stateOf(limit, ...parts);
				if (state && state.points >= limit.points * times) seconds = Math.max(seconds, state.seconds);
			}
			return seconds;
		},
		async countWrong(network, number) {
			for (const { limit, parts } of ofReceipt(network, number)) {
				counters.add(hashOf(limit, ...parts), 1, limit.durationMs);
			}
		},
		async reset(network, number) {
			counters.forget(hashOf(perPair, network, number));
		},
		async reportDifficulty(network) {
			const difficulties = counted(network).map(({ of, times: wide }) => {
				const { points, seconds } = stateOf(sent, of) ?? { points: 0, seconds: 0 };
				return { times: Math.min(maxDifficulty, 1 + Math.floor(points / (usualReports * wide))), seconds };
			});
			return difficulties.reduce((own, wider) => (wider.times > own.times ? wider : own));
		},
		async countSent(network) {
			for (const { of } of counted(network)) counters.add(hashOf(sent, of), 1, sent.durationMs);
		},
		async uploadWait(network, { networkMbPerHour }) {
			let seconds = 0;
			for (const { of, times } of counted(network)) {
				const state = stateOf(uploaded, of);
				const most = networkMbPerHour * megabyte * times;
				if (state && state.points * kilobyte >= most) seconds = Math.max(seconds, state.seconds);
			}
			return seconds;
		},
		async countUploaded(network, bytes) {
			for (const { of } of counted(network)) {
				counters.add(hashOf(uploaded, of), Math.ceil(bytes / kilobyte), uploaded.durationMs);
			}
		},
	};
}

/** The client must wait or, with `captcha`, solve one and try again at once. `what`: what was counted, in Chinese. */
export function tooMany(seconds: number, captcha = false, what = '尝试的次数'): PortalError {
	const minutes = Math.ceil(seconds / 60);
	const detail = captcha
		? `${what}太多，请完成验证后再试，或者 ${minutes} 分钟后再试。`
		: `${what}太多，请 ${minutes} 分钟后再试。`;
	return new PortalError('too_many', detail, { retryAfter: seconds, captcha });
}
