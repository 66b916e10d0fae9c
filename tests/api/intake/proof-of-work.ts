import { type Challenge, type Solution, solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import type { TestPortal } from '../portal.ts';

export interface Solved {
	challenge: Challenge;
	solution: Solution;
}

/** A challenge as the portal offers it. */
export async function offered(portal: TestPortal, path = 'api/captcha'): Promise<Challenge> {
	const { json } = await portal.call('GET', path);
	if (json.provider !== 'altcha') throw new Error(`offers ${json.provider}`);
	return json.challenge;
}

/** Does the work of one challenge. */
export async function solve(portal: TestPortal, path?: string): Promise<Solved> {
	const challenge = await offered(portal, path);
	const solution = await solveChallenge({ challenge, deriveKey });
	if (!solution) throw new Error('not solved in time');
	return { challenge, solution };
}

/** As the field `captcha` carries it. */
export const encoded = (payload: unknown) => Buffer.from(JSON.stringify(payload)).toString('base64');
