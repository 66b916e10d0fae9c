import { and, asc, eq } from 'drizzle-orm';
import { unitName } from '../../../content/facts/look-up.ts';
import { identityRequests } from '../../../db/schema/identity.ts';
import { reports } from '../../../db/schema/reports.ts';
import { approvers } from '../../accounts/approvers.ts';
import type { Deps } from '../../deps.ts';
import type { Officer } from '../../permission/officer.ts';
import { withinReach } from '../../report/find-report.ts';
import { circumstances } from './circumstances.ts';
import { whoDecides } from './who-decides.ts';

/** The requests that wait for this approver's answer, the longest waiting first. */
export async function listRequests(deps: Deps, officer: Officer) {
	const { db, content } = deps;
	const found = await db.read
		.select({ request: identityRequests, report: reports })
		.from(identityRequests)
		.innerJoin(reports, eq(reports.id, identityRequests.reportId))
		.where(and(eq(identityRequests.state, 'waiting'), withinReach(officer)))
		.orderBy(asc(identityRequests.at));
	const all = await approvers(db.read);
	const mine = found.filter(({ request, report }) =>
		whoDecides(request, report, all, circumstances(deps)).some(({ id }) => id === officer.id),
	);
	return {
		items: mine.map(({ request, report }) => ({
			id: request.id,
			number: report.number,
			officer: request.officerName,
			unit: unitName(content, report.unitId),
			reason: request.reason,
			at: request.at,
		})),
	};
}
