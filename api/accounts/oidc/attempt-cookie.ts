import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import { decrypt, encrypt } from './encrypt.ts';
import type { Attempt } from './provider.ts';

/** Name of the cookie that ties an attempt to the browser that began it. */
export const attemptCookie = 'oidc-attempt';
/** Time to sign in at the provider. */
export const attemptSeconds = 10 * 60;

/** What stands in the cookie: the attempt, and until when it can be finished. */
const Sealed = z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), until: z.number() });

type Keys = Pick<Deps, 'keys' | 'now'>;

/** The attempt as it travels in the cookie: encrypted, so that nobody but this portal can read or make one. */
export function sealAttempt({ keys, now }: Keys, attempt: Attempt): string {
	return encrypt(keys, attemptCookie, JSON.stringify({ ...attempt, until: now().getTime() + attemptSeconds * 1000 }));
}

/** The attempt of a cookie; null where it is missing, changed or too old. */
export function openAttempt({ keys, now }: Keys, cookie: string | undefined): Attempt | null {
	const text = cookie && decrypt(keys, attemptCookie, cookie);
	if (!text) return null;
	const { until, ...attempt } = Sealed.parse(JSON.parse(text));
	return until > now().getTime() ? attempt : null;
}
