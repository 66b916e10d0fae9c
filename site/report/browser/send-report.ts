import type { PublicReceipt } from '../../../api/start/public-contract.ts';
import { type Problem, readProblem } from '../../browser/problem.ts';
import type { ReportRequest } from './to-request.ts';

/**
 * What the server promises for a report. Number and secret are the only way back to it. An answer that it kept from before
 * it told of files has none.
 */
export type Receipt = Omit<PublicReceipt, 'files'> & Partial<Pick<PublicReceipt, 'files'>>;

/** What the reporter is told while the report is on its way. */
export type SendState =
	| { kind: 'proving' }
	| { kind: 'sending' }
	| { kind: 'waiting'; why: 'offline' | 'network' | 'server' | 'busy'; seconds: number };

export interface SendDeps {
	/** One attempt; must end by itself, with a network error when nothing comes back. */
	post(body: string, key: string): Promise<Response>;
	/** A fresh captcha answer; undefined when none is asked for. */
	prove(): Promise<string | undefined>;
	/** The captcha's answer was refused or used up: the next one must be new. */
	spoiled(): void;
	/** Waits; ends early when the network returns or the reporter presses the button. */
	pause(seconds: number): Promise<void>;
	online(): boolean;
	tell(state: SendState): void;
	/** True once the reporter has stopped it. */
	stopped(): boolean;
}

/** The server has understood the report and does not take it. Nothing was stored. */
export class ReportRefused extends Error {
	override readonly name = 'ReportRefused';
	readonly problem: Problem;
	constructor(problem: Problem) {
		super(problem.sentence);
		this.problem = problem;
	}
}

/** The reporter stopped it; whether an attempt arrived is not known. */
export class SendingStopped extends Error {
	override readonly name = 'SendingStopped';
}

/** Sends until there is an answer. The same key every time makes it one report however often it arrives. */
export async function sendReport(request: ReportRequest, key: string, deps: SendDeps): Promise<Receipt> {
	for (let failures = 0; ; failures++) {
		if (deps.stopped()) throw new SendingStopped();
		const outcome = deps.online() ? await attempt(request, key, deps) : { why: 'offline' as const };
		if ('receipt' in outcome) return outcome.receipt;
		if (deps.stopped()) throw new SendingStopped();
		const seconds = outcome.retryAfter ?? Math.min(60, 2 ** (failures + 1));
		deps.tell({ kind: 'waiting', why: outcome.why, seconds });
		await deps.pause(seconds);
	}
}

type Outcome = { receipt: Receipt } | { why: 'offline' | 'network' | 'server' | 'busy'; retryAfter?: number };

async function attempt(request: ReportRequest, key: string, deps: SendDeps): Promise<Outcome> {
	try {
		deps.tell({ kind: 'proving' });
		const captcha = await deps.prove();
		deps.tell({ kind: 'sending' });
		const response = await deps.post(JSON.stringify(captcha ? { ...request, captcha } : request), key);
		if (response.ok) return { receipt: (await response.json()) as Receipt };
		return judge(await readProblem(response), deps);
	} catch (error) {
		if (error instanceof ReportRefused) throw error;
		// A cut connection or an answer cut off half-way: it may have arrived, so the same key goes again.
		return { why: deps.online() ? 'network' : 'offline' };
	}
}

function judge(problem: Problem, deps: SendDeps): Outcome {
	const again = problem.retryAfter === undefined ? {} : { retryAfter: Math.min(problem.retryAfter, 600) };
	// Many reports from this network: the next captcha is harder, and accepted at once.
	if (problem.status === 429 && problem.captcha) {
		deps.spoiled();
		return { why: 'busy', retryAfter: 1 };
	}
	if (problem.status === 429) return { why: 'busy', ...again };
	if (problem.status >= 500) return { why: 'server', ...again };
	// A proof that ran out while the network was away is made anew.
	if (problem.code === 'captcha_failed' || problem.code === 'captcha_required') {
		deps.spoiled();
		return { why: 'server' };
	}
	throw new ReportRefused(problem);
}
