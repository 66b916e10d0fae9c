import type { audit } from '../../db/schema/audit.ts';
import type { KeyedHash } from '../keys/keyed-hash.ts';

/** A row of the log without the hash that binds it to the one before. */
export type AuditLink = Omit<typeof audit.$inferSelect, 'hash'>;

/** One row by its number and hash: whoever knows it knows whether everything up to it is still the same. */
export interface Head {
	seq: number;
	hash: string;
}

/** The hash of a row, over its content and the hash of the row before it, under the portal's key. */
export function chainHash(keys: Pick<KeyedHash, 'of'>, before: string, row: AuditLink): string {
	return keys.of('audit', contentOf(before, row));
}

/** Whether a row is as it was written, under the suite that its hash names. False for a suite that is not known. */
export function isIntact(
	keys: Pick<KeyedHash, 'knows' | 'matches'>,
	before: string,
	row: typeof audit.$inferSelect,
): boolean {
	return keys.knows(row.hash) && keys.matches('audit', contentOf(before, row), row.hash);
}

function contentOf(before: string, { seq, at, actorId, actorName, action, subject, reason }: AuditLink): string {
	return JSON.stringify([before, seq, at, actorId, actorName, action, subject, reason]);
}
