import { eq } from 'drizzle-orm';
import { WithdrawnResult } from '../../content/schema/result.ts';
import { results } from '../../db/schema/publication.ts';
import type { Deps } from '../deps.ts';
import { writeRecord } from './write-record.ts';

const remains = WithdrawnResult.strip();

/**
 * At the start: takes the texts out of records that were withdrawn by an earlier version, which left them there. Doing
 * it twice does no harm.
 */
export async function reduceWithdrawn(deps: Deps, recordDir: string): Promise<void> {
	const rows = await deps.db.read.select().from(results).where(eq(results.status, 'withdrawn'));
	for (const { id, record } of rows) {
		if (!record || WithdrawnResult.safeParse(JSON.parse(record)).success) continue;
		const reduced = JSON.stringify(remains.parse(JSON.parse(record)));
		await deps.db.write((tx) => tx.update(results).set({ record: reduced }).where(eq(results.id, id)).then());
		await writeRecord(deps, recordDir, id);
		deps.log.info({ event: 'record.reduced' });
	}
}
