import { z } from 'zod';
import { modes } from '../../../content/facts/names.ts';
import type { StaffDeps } from '../../deps.ts';
import { PortalError } from '../../http/errors.ts';
import type { Officer } from '../../permission/officer.ts';
import { findReport } from '../../report/find-report.ts';
import { type OpeningRequest, useConsent } from './use-consent.ts';

const Identity = z.object({
	mode: z.enum(modes),
	name: z.string().nullable().default(null),
	phone: z.string().nullable().default(null),
	email: z.string().nullable().default(null),
});

/** Opens who reported, for the handling officer under an approver's consent only. */
export async function openIdentity(
	deps: StaffDeps,
	officer: Officer,
	number: string,
	how: OpeningRequest,
): Promise<z.infer<typeof Identity>> {
	const { sealedIdentity } = await findReport(deps.db.read, officer, number);
	if (!sealedIdentity) throw new PortalError('not_found', '举报人没有留下身份或联系方式。');
	const open = async () => Identity.parse(JSON.parse(await deps.unsealer.open(sealedIdentity)));
	return useConsent(deps, officer, number, { action: 'identity.opened', open, ...how });
}
