import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { dump } from 'js-yaml';
import { publications } from '../../../db/schema/publication.ts';
import type { Deps } from '../../deps.ts';
import { writeAtomically } from '../../files/write-atomically.ts';
import type { Kind } from '../chain/kind.ts';
import type { Publication } from '../chain/publication.ts';
import { kinds } from '../kinds.ts';

/**
 * Writes the file of what was published or taken back to data/record, in place of what stood there. Doing it twice does
 * no harm; an edition that another one has replaced meanwhile writes nothing.
 */
export async function writeRecord(deps: Deps, recordDir: string, publicationId: string): Promise<void> {
	const [row] = await deps.db.read.select().from(publications).where(eq(publications.id, publicationId));
	if (!row?.record || row.status === 'replaced') return;
	const kind = kinds[row.kind];
	// One that names another whose own file is still to be written would stop every build and the next start.
	for (const needed of (await kind.needs?.(deps.db.read, row)) ?? []) {
		if (!existsSync(fileOf(recordDir, needed))) await writeRecord(deps, recordDir, needed.id);
	}
	const { name, text } = recordText(kind, row.record);
	await writeAtomically(join(recordDir, kind.path, name), text);
}

function fileOf(recordDir: string, { kind, publicId }: Publication): string {
	return join(recordDir, kinds[kind].path, `${publicId}.yaml`);
}

/** The file of a record as it stands in the database. */
export function recordText({ record }: Pick<Kind, 'record'>, stored: unknown): { name: string; text: string } {
	const read = record.parse(stored);
	return { name: `${read.id}.yaml`, text: dump(read) };
}
