import { and, count, desc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { keysOf } from '../../../content/facts/keys-of.ts';
import { publicationStatusNames } from '../../../content/facts/publication-kinds.ts';
import { publications } from '../../../db/schema/publication.ts';
import type { Deps } from '../../deps.ts';
import { integerOr } from '../../http/text.ts';
import type { Officer } from '../../permission/officer.ts';
import { withinReach } from './find.ts';
import type { Kind } from './kind.ts';
import type { Publication } from './publication.ts';

export const PublicationQuery = z.strictObject({
	status: z.enum(keysOf(publicationStatusNames)).optional(),
	page: integerOr(1, 1, 100_000),
	size: integerOr(20, 1, 100),
});

/** What of a kind is within reach, newest change first. */
export async function listPublications(
	deps: Deps,
	officer: Officer,
	kind: Kind,
	{ status, page, size }: z.infer<typeof PublicationQuery>,
) {
	const where = and(withinReach(kind, officer), status && eq(publications.status, status));
	const [counted] = await deps.db.read.select({ total: count() }).from(publications).where(where);
	const rows = await deps.db.read
		.select()
		.from(publications)
		.where(where)
		.orderBy(desc(publications.updatedAt), desc(publications.id))
		.limit(size)
		.offset((page - 1) * size);
	const listed = await kind.list(deps, rows);
	return {
		total: counted?.total ?? 0,
		page,
		size,
		items: rows.map((row, at) => ({ ...publicationRow(row), ...(listed[at] ?? { title: row.publicId, columns: [] }) })),
	};
}

/** What list and page say of every kind. */
export function publicationRow(row: Publication) {
	return {
		id: row.id,
		publicId: row.publicId,
		edition: row.edition,
		status: row.status,
		statusName: publicationStatusNames[row.status],
		drafter: row.drafterName,
		approver: row.approverName,
		updatedAt: row.updatedAt,
		version: row.version,
	};
}
