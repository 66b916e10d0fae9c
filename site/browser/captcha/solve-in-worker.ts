import { type Challenge, payload, type Solution } from './solve.ts';
import Solver from './solver.worker.ts?worker';

/**
 * Solves a challenge in a worker, so that the page stays usable; resolves with the answer to be sent. Rejects where it
 * cannot be solved on this device.
 */
export async function solveInWorker(challenge: Challenge): Promise<string> {
	const worker = new Solver();
	const solution = await new Promise<Solution>((resolve, reject) => {
		worker.onmessage = ({ data }: MessageEvent<{ solution?: Solution; failure?: string }>) => {
			if (data.solution) resolve(data.solution);
			else reject(new Error(data.failure));
		};
		worker.onerror = () => reject(new Error('the solver could not be loaded'));
		worker.postMessage(challenge);
	}).finally(() => worker.terminate());
	return payload(challenge, solution);
}
