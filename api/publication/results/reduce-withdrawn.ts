import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { WithdrawnResult } from '../../../content/schema/result.ts';
import { results } from '../../../db/schema/publication.ts';
import type { Deps } from '../../deps.ts';
import { traceOf } from '../../log.ts';
import { restoreFile } from '../record/restore-record.ts';
import { recordText } from '../record/write-record.ts';
import type { ResultRow } from './find-result.ts';

const remains = WithdrawnResult.strip();

/**
 * At the start: takes the texts out of records that were withdrawn by an earlier version, which left them there, and out
 * of files whose job a crash prevented. Doing it twice does no harm. One that it fails for, on a full disk or for a
 * record of another time, is logged and keeps nobody else's: the site shows none of them, whatever their files say.
 */
export async function reduceWithdrawn(deps: Deps, recordDir: string): Promise<void> {
	const rows = await deps.db.read.select().from(results).where(eq(results.status, 'withdrawn'));
	for (const row of rows) {
		try {
			await reduce(deps, recordDir, row);
		} catch (error) {
			deps.log.error({ event: 'record.not-reduced', publicId: row.publicId, ...traceOf(error) });
		}
	}
}

async function reduce(deps: Deps, recordDir: string, { id, record }: ResultRow): Promise<void> {
	if (!record) return;
	const isReduced = WithdrawnResult.safeParse(record).success;
	const reduced = isReduced ? record : remains.parse(record);
	if (!isReduced) {
		await deps.db.write((tx) => tx.update(results).set({ record: reduced }).where(eq(results.id, id)).then());
		deps.log.info({ event: 'record.reduced' });
	}
	await restoreFile(join(recordDir, 'results'), recordText(reduced));
}
