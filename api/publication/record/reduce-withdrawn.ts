import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { publications } from '../../../db/schema/publication.ts';
import type { Deps } from '../../deps.ts';
import { traceOf } from '../../log.ts';
import type { Publication } from '../chain/publication.ts';
import { kinds } from '../kinds.ts';
import { restoreFile } from './restore-record.ts';
import { recordText } from './write-record.ts';

/**
 * At the start: takes the texts out of what was withdrawn by an earlier version, which left them there, and out of files
 * whose job a crash prevented. Doing it twice does no harm. One that it fails for, on a full disk or for a record of
 * another time, is logged and keeps nobody else's: the site shows none of them, whatever their files say.
 */
export async function reduceWithdrawn(deps: Deps, recordDir: string): Promise<void> {
	const rows = await deps.db.read.select().from(publications).where(eq(publications.status, 'withdrawn'));
	for (const row of rows) {
		try {
			await reduce(deps, recordDir, row);
		} catch (error) {
			deps.log.error({ event: 'record.not-reduced', publicId: row.publicId, ...traceOf(error) });
		}
	}
}

async function reduce(deps: Deps, recordDir: string, { id, kind, record }: Publication): Promise<void> {
	const { path, withdrawal } = kinds[kind];
	if (!record || !withdrawal) return;
	const isReduced = withdrawal.remains.safeParse(record).success;
	const reduced = isReduced ? record : withdrawal.remains.strip().parse(record);
	if (!isReduced) {
		await deps.db.write((tx) => tx.update(publications).set({ record: reduced }).where(eq(publications.id, id)).then());
		deps.log.info({ event: 'record.reduced' });
	}
	await restoreFile(join(recordDir, path), recordText(kinds[kind], reduced));
}
