import type { session } from '../../../db/schema/accounts.ts';
import type { StaffDeps } from '../../deps.ts';
import { traceOf } from '../../log.ts';
import { decrypt } from './encrypt.ts';

/** What the ID token kept with a session is encrypted for: it may say more of an officer than this portal asks. */
export const idTokenUse = 'id-token';

/**
 * Where the browser goes on to once a session here has ended, so that the next person at the desk is not let in again
 * by the city's identity system. Null for password sessions, and where the provider has no such page or cannot be
 * reached: here the person is signed out in any case.
 */
export async function leaveProvider(
	{ provider, keys, log }: StaffDeps,
	ended: typeof session.$inferSelect | undefined,
): Promise<URL | null> {
	const idToken = ended?.idToken && decrypt(keys, idTokenUse, ended.idToken);
	if (!provider || !idToken) return null;
	return provider.leave(idToken).catch((error: unknown) => {
		log.warn({ event: 'oidc.not-left', ...traceOf(error) });
		return null;
	});
}
