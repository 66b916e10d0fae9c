import type { publications } from '../../../db/schema/publication.ts';

export type Publication = typeof publications.$inferSelect;

/** Still with whoever drafts it: nobody reviews it, nothing of it is public. */
export function isDraft({ status }: Pick<Publication, 'status'>): boolean {
	return status === 'draft' || status === 'returned';
}
