import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { WithdrawnResult } from '../../content/schema/result.ts';
import { results } from '../../db/schema/publication.ts';
import type { Deps } from '../deps.ts';
import { restoreFile } from './restore-record.ts';
import { recordText } from './write-record.ts';

const remains = WithdrawnResult.strip();

/**
 * At the start: takes the texts out of records that were withdrawn by an earlier version, which left them there, and out
 * of files whose errand a crash prevented. Doing it twice does no harm.
 */
export async function reduceWithdrawn(deps: Deps, recordDir: string): Promise<void> {
	const rows = await deps.db.read.select().from(results).where(eq(results.status, 'withdrawn'));
	for (const { id, record } of rows) {
		if (!record) continue;
		const isReduced = WithdrawnResult.safeParse(JSON.parse(record)).success;
		const reduced = isReduced ? record : JSON.stringify(remains.parse(JSON.parse(record)));
		if (!isReduced) {
			await deps.db.write((tx) => tx.update(results).set({ record: reduced }).where(eq(results.id, id)).then());
			deps.log.info({ event: 'record.reduced' });
		}
		await restoreFile(join(recordDir, 'results'), recordText(reduced));
	}
}
