import { hkdfSync, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { a1 } from '../../../api/keys/suites/a1.ts';
import { type Suites, suitesOf } from '../../../api/keys/suites.ts';

const derive = promisify<string, string, number, { N: number }, Buffer>(scrypt);

/** Salted, in the threads of Node and in the form of a1, at a thousandth of its cost. */
const cost = { N: 16 };
const bytes = 64;

async function hashPassword(password: string): Promise<string> {
	const salt = randomBytes(16).toString('hex');
	return `${salt}:${(await derive(password.normalize('NFKC'), salt, bytes, cost)).toString('hex')}`;
}

async function verifyPassword(password: string, hash: string): Promise<boolean> {
	const [salt = '', kept = ''] = hash.split(':');
	const right = Buffer.from(kept, 'hex');
	const given = await derive(password.normalize('NFKC'), salt, bytes, cost);
	return right.length === given.length && timingSafeEqual(right, given);
}

const stretch = (secret: string, salt: Uint8Array) => Buffer.from(hkdfSync('sha256', secret, salt, '', 32));

/**
 * The suites of the program, but that passwords and receipts cost next to nothing: most tests sign somebody in or send a
 * report, and few are about what a guess costs. Those open their portal with `ownSuites`.
 */
export const quickSuites: Suites = suitesOf({ ...a1, hashPassword, verifyPassword, stretch });
