import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Reader } from '../../../db/database.ts';
import { kept } from '../../../db/kept.ts';
import { consents } from '../../../db/schema/by-passes.ts';
import { PortalError } from '../../http/errors.ts';
import type { Report } from '../report.ts';

export type Consent = typeof consents.$inferSelect;

/** States in which the reporter has been asked. */
/** States in which a question is under way. */
export const pending: Array<Consent['state']> = ['proposed', 'asked', 'agreed'];

const asked: Array<Consent['state']> = ['asked', 'agreed', 'refused', 'expired', 'handed-over'];

/** The last question about a report, also one that waits for the second officer. */
export async function lastConsent(from: Reader, { id }: Pick<Report, 'id'>): Promise<Consent | undefined> {
	const [last] = await lastOf(from).execute({ id });
	return last;
}

const lastOf = kept((on) =>
	on
		.select()
		.from(consents)
		.where(eq(consents.reportId, sql.placeholder('id')))
		.orderBy(desc(consents.proposedAt), desc(consents.id))
		.limit(1)
		.prepare(),
);

/** How often the reporter was asked. */
export async function timesAsked(from: Reader, { id }: Pick<Report, 'id'>): Promise<number> {
	const rows = await from
		.select({ id: consents.id })
		.from(consents)
		.where(and(eq(consents.reportId, id), inArray(consents.state, asked)));
	return rows.length;
}

/** The question that waits for the second officer of the city. Throws not_now where none does. */
export async function proposedConsent(from: Reader, report: Pick<Report, 'id'>): Promise<Consent> {
	const last = await lastConsent(from, report);
	if (last?.state !== 'proposed') throw new PortalError('not_now', '没有等待审批的征询，请刷新页面。');
	return last;
}
