import { solveInWorker } from '../../browser/captcha/solve-in-worker.ts';
import { calls } from './calls.ts';

/** The answer to the captcha of the staff API, solved in a worker; undefined where it asks for none. */
export async function captchaAnswer(): Promise<string | undefined> {
	const offer = await calls.captcha();
	return offer.provider === 'altcha' ? solveInWorker(offer.challenge) : undefined;
}
