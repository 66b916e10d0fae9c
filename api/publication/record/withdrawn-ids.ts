import { and, eq } from 'drizzle-orm';
import { results } from '../../../db/schema/publication.ts';
import type { Deps } from '../../deps.ts';

/**
 * Public ids of the results that are withdrawn, or of this one if it is. The database alone says so: a record may still
 * be unwritten on a full disk, or unreadable.
 */
export async function withdrawnIds({ db }: Pick<Deps, 'db'>, resultId?: string): Promise<string[]> {
	const rows = await db.read
		.select({ publicId: results.publicId })
		.from(results)
		.where(and(eq(results.status, 'withdrawn'), resultId === undefined ? undefined : eq(results.id, resultId)));
	return rows.map(({ publicId }) => publicId);
}
