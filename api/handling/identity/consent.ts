import type { Reader } from '../../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { PortalError } from '../../http/errors.ts';
import type { Officer } from '../../permission/officer.ts';
import { may } from '../../permission/roles.ts';
import { areWordsClosed } from '../../report/by-pass/words-closed.ts';
import type { Report } from '../../report/report.ts';
import { type IdentityRequest, lastRequest, stateOf } from './find-request.ts';

/**
 * Only the handler of an accepted case may ask for the identity, and only while the city does not withhold the
 * reporter's statement from the county.
 */
export function mayAsk(officer: Officer, report: Report): boolean {
	const handles = report.handlerId === officer.id && report.acceptedAt !== null;
	return may(officer.role, 'identity.open') && handles && !areWordsClosed(officer, report);
}

/**
 * The consent under which an officer opens what may tell who reported: the identity, how to reach them for a reward,
 * the files as they were sent. Throws forbidden without one.
 */
export async function consentFor(
	from: Reader,
	deps: Pick<Deps, 'now'>,
	officer: Officer,
	report: Report,
): Promise<IdentityRequest> {
	const last = mayAsk(officer, report) ? await lastRequest(from, report) : undefined;
	if (last && last.officerId === officer.id && stateOf(last, deps) === 'granted') return last;
	throw new PortalError(
		'forbidden',
		'只有本件承办人在受理以后提出申请，经审核人员同意，才能在有效期内查看；请先在线索页面申请。',
	);
}
