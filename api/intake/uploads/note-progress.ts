import { eq, isNull, sum } from 'drizzle-orm';
import { megabyte } from '../../../content/schema/evidence.ts';
import type { Reader } from '../../../db/open.ts';
import { uploads } from '../../../db/schema/evidence.ts';
import type { Deps } from '../../deps.ts';
import { checkDisk } from './check-disk.ts';
import { refusals } from './refusals.ts';

/** Bytes of all files that belong to no report yet, as far as they have arrived. */
export async function bytesWaiting(from: Reader): Promise<number> {
	const [waiting] = await from
		.select({ bytes: sum(uploads.arrived).mapWith(Number) })
		.from(uploads)
		.where(isNull(uploads.reportId));
	return waiting?.bytes ?? 0;
}

/**
 * Writes down how much of an upload has arrived. Throws unavailable where files that were not sent yet fill their room
 * or the disk; what has arrived stays for as long as any stalled upload does.
 */
export async function noteProgress(deps: Deps, id: string, arrived: number): Promise<void> {
	const waiting = await deps.db.write(async (tx) => {
		await tx.update(uploads).set({ arrived, progressAt: deps.now().toISOString() }).where(eq(uploads.id, id));
		return bytesWaiting(tx);
	});
	if (waiting > deps.content.evidence.waitingMb * megabyte) throw refusals.noRoom();
	await checkDisk(deps, 0);
}
