import type { StaffDeps } from '../../deps.ts';
import { PortalError } from '../../http/errors.ts';
import type { Officer } from '../../permission/officer.ts';
import { changePublication } from './change.ts';
import type { Kind } from './kind.ts';
import type { Publication } from './publication.ts';

/** The second person sends a draft back with a reason. Throws forbidden, not_found, not_now or moved_meanwhile. */
export function returnToDrafter(
	deps: StaffDeps,
	officer: Officer,
	kind: Kind,
	{ id, version, reason }: { id: string; version: number; reason: string },
): Promise<Publication> {
	return changePublication(deps, officer, kind, {
		id,
		version,
		step: 'returned',
		reason,
		async decide(_tx, row) {
			if (row.status !== 'submitted') throw new PortalError('not_now', `只有待审核的${kind.noun}可以退回。`);
			return { status: 'returned', returnReason: reason };
		},
	});
}
