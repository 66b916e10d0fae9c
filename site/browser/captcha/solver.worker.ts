import { deriveKeyBy } from './derive-key.ts';
import { type Challenge, solve } from './solve.ts';

// The page must stay usable while the phone works: this file runs beside it and answers once.
self.onmessage = async (message: MessageEvent<Challenge>) => {
	try {
		self.postMessage({ solution: await solve(message.data, deriveKeyBy(self.crypto?.subtle)) });
	} catch (error) {
		self.postMessage({ failure: (error as Error).message });
	}
};
