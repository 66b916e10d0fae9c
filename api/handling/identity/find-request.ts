import { and, desc, eq, ne } from 'drizzle-orm';
import type { Reader } from '../../../db/database.ts';
import { identityRequests } from '../../../db/schema/identity.ts';
import type { Deps } from '../../deps.ts';
import type { Report } from '../../report/report.ts';

export type IdentityRequest = typeof identityRequests.$inferSelect;

/** Where the last request for a case stands. */
export type ConsentState = 'none' | Exclude<IdentityRequest['state'], 'ended'>;

/** The last request for a case; those that ended with the case's going to somebody else are over. */
export async function lastRequest(from: Reader, report: Pick<Report, 'id'>): Promise<IdentityRequest | undefined> {
	const [last] = await from
		.select()
		.from(identityRequests)
		.where(and(eq(identityRequests.reportId, report.id), ne(identityRequests.state, 'ended')))
		.orderBy(desc(identityRequests.at), desc(identityRequests.id))
		.limit(1);
	return last;
}

/** A consent that has run out is none. */
export function stateOf(request: IdentityRequest | undefined, { now }: Pick<Deps, 'now'>): ConsentState {
	if (!request) return 'none';
	if (request.state === 'granted' && (request.validUntil ?? '') <= now().toISOString()) return 'none';
	return request.state === 'ended' ? 'none' : request.state;
}
