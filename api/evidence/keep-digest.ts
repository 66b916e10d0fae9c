import type { uploads } from '../../db/schema/evidence.ts';
import type { Deps, StaffDeps } from '../deps.ts';
import { type ShownDigest, shownDigest } from '../keys/digest.ts';

/** What the database keeps of an original's digest. */
type KeptDigest = Pick<typeof uploads.$inferSelect, 'digestHash' | 'sealedDigest'>;

/**
 * Whoever holds a picture can make its digest, and would find in a stolen database who sent it: so it is kept under the
 * portal's secret, to compare, and sealed, to show.
 */
export async function keepDigest({ keys, sealer }: Pick<Deps, 'keys' | 'sealer'>, digest: string): Promise<KeptDigest> {
	return { digestHash: keys.of('original', digest), sealedDigest: await sealer.seal(digest) };
}

/** As other tools make it of the original. Throws UnknownSuite. */
export async function openDigest(
	{ keys, unsealer }: Pick<StaffDeps, 'keys' | 'unsealer'>,
	sealedDigest: string,
): Promise<ShownDigest> {
	return shownDigest(keys.suites, await unsealer.open(sealedDigest));
}
