import { and, eq, type SQL } from 'drizzle-orm';
import type { Reader } from '../../../db/database.ts';
import { publications } from '../../../db/schema/publication.ts';
import { PortalError } from '../../http/errors.ts';
import type { Officer } from '../../permission/officer.ts';
import type { Kind } from './kind.ts';
import type { Publication } from './publication.ts';

/** What of a kind an officer may know of. */
export function withinReach(kind: Kind, officer: Officer): SQL | undefined {
	return and(eq(publications.kind, kind.id), kind.reach?.(officer));
}

/** One publication within reach; somebody else's is not found. */
export async function findPublication(from: Reader, officer: Officer, kind: Kind, id: string): Promise<Publication> {
	const [row] = await from
		.select()
		.from(publications)
		.where(and(eq(publications.id, id), withinReach(kind, officer)));
	if (row) return row;
	const elsewhere = kind.reach ? '；其他地区、其他单位的不在查看范围内' : '';
	throw new PortalError('not_found', `没有找到${kind.one}${elsewhere}。`);
}

export function movedMeanwhile({ one }: Kind): PortalError {
	return new PortalError('moved_meanwhile', `其他人员刚刚改动了${one}，请刷新核对；已填写的内容不会丢失。`);
}

/** Throws forbidden for an officer who does nothing with this kind, whatever their role. */
export function refuseOfficer(kind: Kind, officer: Officer): void {
	const refusal = kind.refusal?.(officer);
	if (refusal) throw new PortalError('forbidden', refusal);
}
