import { mkdir, open, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { eq } from 'drizzle-orm';
import { stringify } from 'yaml';
import { Result } from '../../content/schema/result.ts';
import { results } from '../../db/schema/publication.ts';
import type { Deps } from '../deps.ts';

/**
 * Writes the public record of a result to data/record/results. Doing it twice does no harm.
 * The file is complete and on disk before it gets its name, so a crash leaves the old one or the new one.
 */
export async function writeRecord(deps: Deps, recordDir: string, resultId: string): Promise<void> {
	const [row] = await deps.db.read.select().from(results).where(eq(results.id, resultId));
	if (!row?.record) return;
	const record = Result.parse(JSON.parse(row.record));
	await writeWhole(join(recordDir, 'results', `${record.id}.yaml`), stringify(record));
}

async function writeWhole(path: string, text: string): Promise<void> {
	await mkdir(dirname(path), { recursive: true });
	const unfinished = `${path}.tmp`;
	const file = await open(unfinished, 'w');
	try {
		await file.writeFile(text);
		await file.sync();
	} finally {
		await file.close();
	}
	await rename(unfinished, path);
}
