import { type Challenge, type Solution, solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import type { TestPortal } from '../../portal.ts';

export interface Solved {
	challenge: Challenge;
	solution: Solution;
}

/** Where a challenge is asked for: the path, and the address it is asked from. */
interface Asked {
	from?: string;
	path?: string;
}

/** A challenge as the portal offers it. */
export async function offered(portal: TestPortal, { from, path = 'api/captcha' }: Asked = {}): Promise<Challenge> {
	const { json } = await portal.call('GET', path, from ? { from } : {});
	if (json.provider !== 'altcha') throw new Error(`offers ${json.provider}`);
	return json.challenge;
}

/** Does the work of one challenge. */
export async function solve(portal: TestPortal, asked: Asked = {}): Promise<Solved> {
	const challenge = await offered(portal, asked);
	const solution = await solveChallenge({ challenge, deriveKey });
	if (!solution) throw new Error('not solved in time');
	return { challenge, solution };
}

/** As the field `captcha` carries it. */
export const encoded = (payload: unknown) => Buffer.from(JSON.stringify(payload)).toString('base64');
