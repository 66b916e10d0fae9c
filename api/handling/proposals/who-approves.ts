import { and, eq, inArray, isNull, ne, or } from 'drizzle-orm';
import type { Reader } from '../../../db/database.ts';
import { user } from '../../../db/schema/accounts.ts';
import type { Deps } from '../../deps.ts';
import type { Officer } from '../../permission/officer.ts';
import { may, rolesThatMay } from '../../permission/roles.ts';
import { isOfCity } from '../../report/is-of-city.ts';
import type { Report } from '../../report/report.ts';
import type { Proposal } from './find-proposal.ts';

type Whose = Pick<Report, 'adcode' | 'unitId'>;

/**
 * Whether this officer may decide what another proposed: an approver of the unit or the lead of the county; the city
 * where the county has nobody else, and for its own cases. Never the proposer.
 */
export async function mayDecide(
	from: Reader,
	deps: Pick<Deps, 'content'>,
	officer: Officer,
	{ report, proposal }: { report: Report; proposal: Proposal },
): Promise<boolean> {
	if (!may(officer.role, 'reports.approve') || officer.id === proposal.proposedById) return false;
	// Whoever approved for the county does not confirm it for the city as well.
	if (proposal.state === 'confirming') return officer.city && officer.id !== proposal.decidedById;
	if (officer.city === isOfCity(deps, report)) return true;
	return officer.city && !(await areaHasApprover(from, deps, report, proposal.proposedById));
}

/** True where somebody of the report's own area, other than the proposer, can approve. */
export async function areaHasApprover(
	from: Reader,
	{ content }: Pick<Deps, 'content'>,
	report: Whose,
	proposerId: string,
): Promise<boolean> {
	const [found] = await from
		.select({ id: user.id })
		.from(user)
		.where(
			and(
				eq(user.adcode, report.adcode ?? content.units.city.adcode),
				inArray(user.role, rolesThatMay('reports.approve')),
				eq(user.disabled, false),
				or(isNull(user.unit), eq(user.unit, report.unitId)),
				ne(user.id, proposerId),
			),
		)
		.limit(1);
	return found !== undefined;
}
