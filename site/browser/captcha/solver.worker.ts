import { deriveKeyBy } from './derive-key.ts';
import { type Challenge, solve } from './solve.ts';

// Runs in a worker, so that the page stays usable while the phone computes; posts one answer.
self.onmessage = async (message: MessageEvent<Challenge>) => {
	try {
		self.postMessage({ solution: await solve(message.data, deriveKeyBy(self.crypto?.subtle)) });
	} catch (error) {
		self.postMessage({ failure: (error as Error).message });
	}
};
