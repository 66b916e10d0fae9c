import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import { BatchCover } from '../../../content/schema/batch.ts';
import type { Deps } from '../../deps.ts';
import { writeAtomically } from '../../files/write-atomically.ts';
import { writeRecord } from '../record/write-record.ts';
import { casesOf, findBatch } from './find-batch.ts';

/** Writes the cover of a batch to data/record/batches. Doing it twice does no harm. */
export async function writeCover(deps: Deps, recordDir: string, batchId: string): Promise<void> {
	const { record } = await findBatch(deps.db.read, batchId);
	if (!record) return;
	// A cover that names a case whose own file is still to be written would stop every build and the next start.
	for (const { id, publicId } of await casesOf(deps.db.read, batchId)) {
		if (!existsSync(join(recordDir, 'results', `${publicId}.yaml`))) await writeRecord(deps, recordDir, id);
	}
	const { name, text } = coverText(record);
	await writeAtomically(join(recordDir, 'batches', name), text);
}

/** The file of a cover as it stands in the database. */
export function coverText(stored: unknown): { name: string; text: string } {
	const cover = BatchCover.parse(stored);
	return { name: `${cover.id}.yaml`, text: dump(cover) };
}
