import { eq } from 'drizzle-orm';
import { uploads } from '../../../db/schema/evidence.ts';
import type { Deps } from '../../deps.ts';
import type { Upload } from '../find-upload.ts';
import { checkDisk } from './check-disk.ts';
import { refuseOverQuota } from './upload-quota.ts';

/** Less than this is not worth a transaction, and does not keep an upload from counting as stalled. */
const leastBytes = 100_000;

/**
 * Records how much of an upload has arrived: in memory always, in the database from `leastBytes` on. Returns how much the
 * database has. Throws unavailable where unsent files use up their quota or the disk; what has arrived is kept like any
 * stalled upload.
 */
export async function recordProgress(
	deps: Deps,
	{ id, size, arrived: written }: Pick<Upload, 'id' | 'size' | 'arrived'>,
	party: string,
	arrived: number,
): Promise<number> {
	deps.unsentFiles.note(id, party, arrived);
	const worthIt = arrived > written && (arrived === size || arrived - written >= leastBytes);
	if (worthIt) {
		const progressAt = deps.now().toISOString();
		await deps.db.write(
			async (tx) => void (await tx.update(uploads).set({ arrived, progressAt }).where(eq(uploads.id, id))),
		);
		await checkDisk(deps, 0);
	}
	refuseOverQuota(deps, party);
	return worthIt ? arrived : written;
}
