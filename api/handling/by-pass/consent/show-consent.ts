import { countiesOf } from '../../../../content/facts/area-name.ts';
import { unitName } from '../../../../content/facts/look-up.ts';
import type { StaffDeps } from '../../../deps.ts';
import type { Officer } from '../../../permission/officer.ts';
import { may } from '../../../permission/roles.ts';
import { avoidedBy, avoidedNames } from '../../../report/by-pass/by-passes.ts';
import { lastConsent, timesAsked } from '../../../report/by-pass/find-consent.ts';
import type { Report } from '../../../report/report.ts';
import { consentRefusal } from './propose-consent.ts';

/** What officers of the city see of a by-pass and of the question about it; null for everybody else. */
export async function byPassOf(deps: StaffDeps, officer: Officer, report: Report) {
	if (!officer.city || !report.bypassed) return null;
	const { read } = deps.db;
	const avoided = await avoidedBy(read, report);
	const consent = await lastConsent(read, report);
	const refused = await consentRefusal(read, deps, report);
	const decides = may(officer.role, 'reports.approve');
	return {
		avoided: countiesOf(deps.content, avoided),
		names: avoidedNames(deps.content, avoided),
		canAsk: may(officer.role, 'reports.decide') && refused === null,
		/** Why the reporter cannot be asked. */
		cannotAsk: refused,
		asked: await timesAsked(read, report),
		mostAsked: deps.content.approvals.consent.mostAsked,
		consent: consent
			? {
					unit: unitName(deps.content, consent.unitId),
					summary: await deps.unsealer.open(consent.sealedSummary),
					reason: consent.reason,
					by: consent.proposedByName,
					at: consent.proposedAt,
					decidedBy: consent.decidedByName,
					decidedAt: consent.decidedAt,
					state: consent.state,
					answeredAt: consent.answeredAt,
					handOverAt: consent.handOverAt,
					canDecide: consent.state === 'proposed' && decides && consent.proposedById !== officer.id,
				}
			: null,
	};
}
