import { eq } from 'drizzle-orm';
import { uploads } from '../../../db/schema/evidence.ts';
import type { Deps } from '../../deps.ts';
import type { Upload } from '../find-upload.ts';
import { checkDisk } from './check-disk.ts';
import { refuseWithoutRoom } from './crowded.ts';

/** Less than this is no progress worth a transaction, and keeps no file from being stalled. */
const leastBytes = 100_000;

/**
 * Notes how much of an upload has arrived, and writes it down where that is worth it. Answers how much is written down.
 * Throws unavailable where files that were not sent yet fill their room or the disk; what has arrived stays for as long as
 * any stalled upload does.
 */
export async function noteProgress(
	deps: Deps,
	{ id, size, arrived: written }: Pick<Upload, 'id' | 'size' | 'arrived'>,
	party: string,
	arrived: number,
): Promise<number> {
	deps.waiting.note(id, party, arrived);
	const worthIt = arrived > written && (arrived === size || arrived - written >= leastBytes);
	if (worthIt) {
		const progressAt = deps.now().toISOString();
		await deps.db.write(
			async (tx) => void (await tx.update(uploads).set({ arrived, progressAt }).where(eq(uploads.id, id))),
		);
		await checkDisk(deps, 0);
	}
	refuseWithoutRoom(deps, party);
	return worthIt ? arrived : written;
}
