import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { dump } from 'js-yaml';
import { PublishedResult } from '../../../content/schema/result.ts';
import { results } from '../../../db/schema/publication.ts';
import type { Deps } from '../../deps.ts';
import { writeAtomically } from '../../files/write-atomically.ts';

/**
 * Writes the public record of a result to data/record/results, in place of what stood there. Doing it twice does no harm.
 */
export async function writeRecord(deps: Deps, recordDir: string, resultId: string): Promise<void> {
	const [row] = await deps.db.read.select().from(results).where(eq(results.id, resultId));
	if (!row?.record) return;
	const { name, text } = recordText(row.record);
	await writeAtomically(join(recordDir, 'results', name), text);
}

/** The file of a record as it stands in the database. */
export function recordText(stored: unknown): { name: string; text: string } {
	const record = PublishedResult.parse(stored);
	return { name: `${record.id}.yaml`, text: dump(record) };
}
