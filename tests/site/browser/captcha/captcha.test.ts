import { createChallenge, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { describe, expect, it } from 'vitest';
import { deriveKeyBy } from '../../../../site/browser/captcha/derive-key.ts';
import { payload, solve } from '../../../../site/browser/captcha/solve.ts';

const secrets = { hmacSignatureSecret: 'a', hmacKeySignatureSecret: 'b' };
const challengeWith = (algorithm: string) =>
	createChallenge({ ...secrets, algorithm, cost: 20, counter: 30, keyLength: 32, deriveKey });

describe('the proof of work', () => {
	it('is accepted by the server', async () => {
		const challenge = await challengeWith('PBKDF2/SHA-256');
		const solution = await solve(challenge, deriveKeyBy(crypto.subtle));
		const sent = JSON.parse(atob(payload(challenge, solution)));
		expect(solution.counter).toBe(30);
		expect(await verifySolution({ ...secrets, ...sent, deriveKey })).toMatchObject({ verified: true });
	});

	it('cannot be done in a page that came without https', async () => {
		const challenge = await challengeWith('PBKDF2/SHA-256');
		await expect(solve(challenge, deriveKeyBy(undefined))).rejects.toThrow('没有通过 https 打开');
	});

	it('is refused by the page for an algorithm it does not know, instead of running for ever', async () => {
		const challenge = await challengeWith('PBKDF2/SHA-512');
		await expect(solve(challenge, deriveKeyBy(crypto.subtle))).rejects.toThrow('不支持的验证算法');
	});
});
