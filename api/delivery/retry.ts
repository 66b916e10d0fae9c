import { and, eq, gt, isNotNull, isNull, or } from 'drizzle-orm';
import { outbox } from '../../db/schema/delivery.ts';
import { writeAudit } from '../audit/write.ts';
import type { Deps } from '../deps.ts';
import { PortalError } from '../http/errors.ts';
import type { Officer } from '../permission/officer.ts';
import { jobRow } from './list-jobs.ts';

/** Tries a job again now that failed or was not sent. Throws not_now for one that is done or under way. */
export async function retry(deps: Deps, officer: Officer, id: string) {
	return deps.db.write(async (tx) => {
		const failed = or(isNotNull(outbox.lastError), and(isNull(outbox.doneAt), gt(outbox.attempts, 0)));
		const [row] = await tx
			.update(outbox)
			.set({ dueAt: deps.now().toISOString(), doneAt: null })
			.where(and(eq(outbox.id, id), failed, isNull(outbox.claimedUntil)))
			.returning();
		if (!row) throw new PortalError('not_now', '这一项已经完成或者正在发送，请刷新列表。');
		await writeAudit(tx, deps, { actor: officer, action: 'delivery.retried', subject: row.kind });
		return jobRow(deps, row);
	});
}
