import { and, eq } from 'drizzle-orm';
import { publications } from '../../../db/schema/publication.ts';
import type { Deps } from '../../deps.ts';
import type { Withdrawn } from '../build/take-down.ts';
import { kinds } from '../kinds.ts';

/**
 * All that was taken back, or this one if it was. The database alone says so: a record may still be unwritten on a full
 * disk, or unreadable.
 */
export async function withdrawnIds({ db }: Pick<Deps, 'db'>, publicationId?: string): Promise<Withdrawn[]> {
	const one = publicationId === undefined ? undefined : eq(publications.id, publicationId);
	const rows = await db.read
		.select({ kind: publications.kind, publicId: publications.publicId })
		.from(publications)
		.where(and(eq(publications.status, 'withdrawn'), one));
	return rows.map(({ kind, publicId }) => ({ folder: kinds[kind].path, publicId }));
}
