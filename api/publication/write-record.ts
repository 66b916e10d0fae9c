import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { dump } from 'js-yaml';
import { PublishedResult } from '../../content/schema/result.ts';
import { results } from '../../db/schema/publication.ts';
import type { Deps } from '../deps.ts';
import { writeWhole } from './write-whole.ts';

/**
 * Writes the public record of a result to data/record/results, in place of what stood there, and returns it; undefined
 * where it has none. Doing it twice does no harm.
 */
export async function writeRecord(deps: Deps, recordDir: string, resultId: string) {
	const [row] = await deps.db.read.select().from(results).where(eq(results.id, resultId));
	if (!row?.record) return undefined;
	const { name, text, record } = recordText(row.record);
	await writeWhole(join(recordDir, 'results', name), text);
	return record;
}

/** The file of a record as it stands in the database. */
export function recordText(stored: string) {
	const record = PublishedResult.parse(JSON.parse(stored));
	return { name: `${record.id}.yaml`, text: dump(record), record };
}
