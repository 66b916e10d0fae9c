import { createChallenge, type Payload, randomInt, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { inArray, lt } from 'drizzle-orm';
import { z } from 'zod';
import { spentChallenges } from '../../../db/schema/intake.ts';
import type { BaseDeps } from '../../base-deps.ts';
import { type Captcha, captchaFailed } from './captcha.ts';

/**
 * Iterations of one attempt, and attempts: at most two seconds on an old phone, also where the page came without TLS
 * and the phone must count by hand (`npm run bench -- phone`).
 */
const cost = 1000;
const attempts = { from: 100, to: 180 };
/** Long enough for a slow phone on a slow network. */
const validMs = 20 * 60_000;

const Answer = z.object({
	challenge: z.object({
		parameters: z.object({
			algorithm: z.string(),
			nonce: z.string(),
			salt: z.string(),
			cost: z.number(),
			keyLength: z.number(),
			keyPrefix: z.string(),
			keySignature: z.string(),
			expiresAt: z.number(),
		}),
		signature: z.string(),
	}),
	solution: z.object({ counter: z.number(), derivedKey: z.string() }),
});

/** The built-in provider: proof of work on the phone, nothing loaded from elsewhere, no picture to see. */
export function altcha({ db, keys, now }: Pick<BaseDeps, 'db' | 'keys' | 'now'>): Captcha {
	const secrets = {
		hmacSignatureSecret: keys.secretFor('altcha'),
		hmacKeySignatureSecret: keys.secretFor('altcha-key'),
	};
	return {
		async offer(times = 1) {
			const challenge = await createChallenge({
				...secrets,
				algorithm: 'PBKDF2/SHA-256',
				cost: times * cost,
				counter: randomInt(attempts.from, attempts.to),
				deriveKey,
				expiresAt: new Date(now().getTime() + validMs),
			});
			return { provider: 'altcha', challenge };
		},
		// The cost is signed with the rest of the challenge.
		claimedDifficulty: (answer) => readAnswer(answer).challenge.parameters.cost / cost,
		async verify(answer) {
			const payload = readAnswer(answer);
			const { verified } = await verifySolution({ ...secrets, ...payload, deriveKey });
			if (!verified) throw captchaFailed();
			const { nonce } = payload.challenge.parameters;
			const isThis = inArray(spentChallenges.hash, keys.all('captcha', nonce));
			// Looked up here as well: what is played again must not cost the work that comes before it is spent.
			const [spent] = await db.read.select().from(spentChallenges).where(isThis);
			if (spent) throw captchaFailed();
			return async (tx) => {
				await tx.delete(spentChallenges).where(lt(spentChallenges.expiresAt, now().toISOString()));
				const spent = await tx
					.insert(spentChallenges)
					.values({ hash: keys.of('captcha', nonce), expiresAt: new Date(now().getTime() + validMs).toISOString() })
					.onConflictDoNothing()
					.returning();
				if (spent.length === 0) throw captchaFailed();
			};
		},
	};
}

function readAnswer(answer: string): Payload {
	try {
		const text = Buffer.from(answer, 'base64').toString('utf8');
		return Answer.parse(JSON.parse(text));
	} catch {
		throw captchaFailed();
	}
}
