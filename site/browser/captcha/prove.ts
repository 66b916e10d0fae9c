import type { PublicCaptcha } from '../../../api/start/public-contract.ts';
import { callApi } from '../call-api.ts';
import { hcaptchaToken } from './hcaptcha.ts';
import { solveInWorker } from './solve-in-worker.ts';

/** State of the captcha, as shown to the reporter. */
export type ProofState = 'working' | 'asking' | 'done' | 'failed';

/** A proof is renewed before the server would call it expired (20 minutes). */
const freshMs = 15 * 60_000;

/** Keeps an answer to the captcha ready: solved in the background, and renewed before it expires. */
export class Prover {
	private readonly tell: (state: ProofState) => void;
	private proof: Promise<string | undefined> | undefined;
	private startedAt = 0;

	constructor(tell: (state: ProofState) => void) {
		this.tell = tell;
	}

	/** Starts, so that the answer is there when the reporter sends. A failure shows when it is asked for. */
	prepare(): void {
		this.answer().catch(() => undefined);
	}

	/** The answer; undefined when the server asks for none. Rejects when it cannot be had now. */
	answer(): Promise<string | undefined> {
		if (this.proof && Date.now() - this.startedAt < freshMs) return this.proof;
		this.startedAt = Date.now();
		this.proof = this.make().catch((error: unknown) => {
			this.forget();
			this.tell('failed');
			throw error;
		});
		return this.proof;
	}

	/** The server refused it: the next one is made anew. */
	forget(): void {
		this.proof = undefined;
	}

	/** A token runs out after two minutes, so the reporter is asked again while still reading. */
	private renew(): void {
		this.forget();
		this.prepare();
	}

	private async make(): Promise<string | undefined> {
		this.tell('working');
		const offer = await offered('captcha');
		if (offer.provider === 'hcaptcha') this.tell('asking');
		const answer = await answerTo(offer, () => this.renew());
		this.tell('done');
		return answer;
	}
}

/** An answer for a further file that the phone works out by itself; undefined where a person would have to, or none is asked for. */
export async function proveWithoutPerson(): Promise<string | undefined> {
	const offer = await offered('captcha?for=file');
	return offer.provider === 'altcha' ? solveInWorker(offer.challenge) : undefined;
}

async function offered(path: string): Promise<PublicCaptcha> {
	const response = await callApi(path);
	if (!response.ok) throw new Error('no captcha offered');
	return (await response.json()) as PublicCaptcha;
}

async function answerTo(offer: PublicCaptcha, expire: () => void): Promise<string | undefined> {
	if (offer.provider === 'off') return undefined;
	return offer.provider === 'hcaptcha' ? hcaptchaToken(offer.sitekey, expire) : solveInWorker(offer.challenge);
}
