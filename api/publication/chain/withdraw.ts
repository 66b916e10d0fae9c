import { raiseAlert } from '../../audit/alerts.ts';
import type { StaffDeps } from '../../deps.ts';
import { PortalError } from '../../http/errors.ts';
import { enqueue } from '../../outbox/outbox.ts';
import type { Officer } from '../../permission/officer.ts';
import { changePublication, nameOf } from './change.ts';
import { findPublication, refuseOfficer } from './find.ts';
import type { Kind } from './kind.ts';
import type { Publication } from './publication.ts';

/**
 * Takes back what is public: its page stays and shows only day and reason (行政处罚法 48). What staff wrote stays in
 * the draft, where only they read it. One that cannot be withdrawn now is not looked at, so that no reason can be tried
 * without being published. Throws forbidden, not_found, not_now, moved_meanwhile or invalid.
 */
export async function withdraw(
	deps: StaffDeps,
	officer: Officer,
	kind: Kind,
	{ id, version, reason }: { id: string; version: number; reason: string },
): Promise<Publication> {
	refuseOfficer(kind, officer);
	const { withdrawal } = kind;
	if (!withdrawal) throw new PortalError('not_now', `${kind.name}发布后不能撤回。`);
	const seen = await findPublication(deps.db.read, officer, kind, id);
	if (seen.status === 'published' && seen.version === version) {
		await withdrawal.check?.(deps, officer, { row: seen, reason });
	}
	return changePublication(deps, officer, kind, {
		id,
		version,
		step: 'withdrawn',
		reason,
		async decide(tx, row) {
			if (row.status !== 'published') throw new PortalError('not_now', `只有已发布的${kind.noun}可以撤回。`);
			const record = withdrawal.record(deps, row, reason);
			await enqueue(tx, deps, { kind: 'record.write', publicationId: row.id });
			const subject = nameOf(kind, row);
			const text = `${kind.name} ${subject} 由${officer.name}撤回，请核对理由。`;
			await raiseAlert(tx, deps, { kind: 'publication.withdrawn', subject, text, forCity: true });
			return { status: 'withdrawn', record };
		},
	});
}
