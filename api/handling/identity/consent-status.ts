import { approvers } from '../../accounts/approvers.ts';
import type { Deps } from '../../deps.ts';
import type { Officer } from '../../permission/officer.ts';
import type { Report } from '../../report/report.ts';
import { circumstances } from './circumstances.ts';
import { mayAsk } from './consent.ts';
import { type ConsentState, type IdentityRequest, lastRequest, stateOf } from './find-request.ts';
import { whoDecides } from './who-decides.ts';

/** Status of the consent to open the identity, as an officer sees it, with what the officer may do. */
export interface ConsentStatus {
	state: ConsentState;
	request: {
		id: string;
		officer: string;
		reason: string;
		at: string;
		decidedBy: string | null;
		decidedAt: string | null;
		validUntil: string | null;
		/** Names of those who may answer now; none once it was answered. */
		deciders: string[];
	} | null;
	canAsk: boolean;
	canDecide: boolean;
	canOpen: boolean;
	/** Opening asks the second factor again. */
	needsCode: boolean;
}

export async function consentStatusOf(deps: Deps, officer: Officer, report: Report): Promise<ConsentStatus> {
	const request = await lastRequest(deps.db.read, report);
	const state = stateOf(request, deps);
	const handles = mayAsk(officer, report);
	const deciders =
		request && state === 'waiting'
			? whoDecides(request, report, await approvers(deps.db.read), circumstances(deps))
			: [];
	return {
		state,
		request: request && state !== 'none' ? requestView(request, deciders) : null,
		canAsk: handles && (state === 'none' || state === 'refused'),
		canDecide: deciders.some(({ id }) => id === officer.id),
		canOpen: handles && state === 'granted' && request?.officerId === officer.id,
		needsCode: officer.twoFactorEnabled ?? false,
	};
}

function requestView(request: IdentityRequest, deciders: Array<{ name: string }>): ConsentStatus['request'] {
	return {
		id: request.id,
		officer: request.officerName,
		reason: request.reason,
		at: request.at,
		decidedBy: request.decidedByName,
		decidedAt: request.decidedAt,
		validUntil: request.validUntil,
		deciders: deciders.map(({ name }) => name),
	};
}
