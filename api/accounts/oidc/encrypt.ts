import type { PortalKeys } from '../../keys/portal-keys.ts';

/** Encrypts for this portal alone; `what` keeps one use apart from another. */
export function encrypt(keys: PortalKeys, what: string, text: string): string {
	return keys.encrypt({ purpose: 'oidc', value: what }, text);
}

/** The text again; null where it is not one of ours, or was changed. */
export function decrypt(keys: PortalKeys, what: string, encrypted: string): string | null {
	try {
		return keys.decrypt({ purpose: 'oidc', value: what }, encrypted);
	} catch {
		return null;
	}
}
