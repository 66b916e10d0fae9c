import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Deps } from '../../deps.ts';
import type { Attempt } from './provider.ts';

/** Name of the cookie that ties an attempt to the browser that began it. */
export const attemptCookie = 'oidc-attempt';
/** Time to sign in at the provider. */
export const attemptSeconds = 10 * 60;

type Keys = Pick<Deps, 'keys' | 'now'>;

/** The attempt as it travels in the cookie: encrypted, so that nobody but this portal can read or make one. */
export function sealAttempt({ keys, now }: Keys, attempt: Attempt): string {
	const iv = randomBytes(12);
	const cipher = createCipheriv('aes-256-gcm', keys.key('oidc', attemptCookie), iv);
	const text = JSON.stringify({ ...attempt, until: now().getTime() + attemptSeconds * 1000 });
	const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
	return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
}

/** The attempt of a cookie; null where it is missing, changed or too old. */
export function openAttempt({ keys, now }: Keys, cookie: string | undefined): Attempt | null {
	if (!cookie) return null;
	try {
		const bytes = Buffer.from(cookie, 'base64url');
		const cipher = createDecipheriv('aes-256-gcm', keys.key('oidc', attemptCookie), bytes.subarray(0, 12));
		cipher.setAuthTag(bytes.subarray(12, 28));
		const text = Buffer.concat([cipher.update(bytes.subarray(28)), cipher.final()]).toString('utf8');
		const { until, ...attempt } = JSON.parse(text) as Attempt & { until: number };
		return until > now().getTime() ? attempt : null;
	} catch {
		// Not one of ours.
		return null;
	}
}
