import { eq } from 'drizzle-orm';
import { alerts } from '../../db/schema/alerts.ts';
import type { Deps } from '../deps.ts';
import type { Officer } from '../permission/officer.ts';
import { may } from '../permission/roles.ts';
import { alertItem, findAlert, hasRead } from './list-alerts.ts';
import { writeAudit } from './write.ts';

/** Records that an officer has read an alert. A second time changes nothing. */
export async function markAlertRead(deps: Deps, officer: Officer, id: string): Promise<void> {
	await deps.db.write(async (tx) => {
		const row = await findAlert(tx, officer, id);
		if (await hasRead(tx, officer, row)) return;
		if (may(officer.role, 'audit.read')) {
			const seen = { seenAt: deps.now().toISOString(), seenByName: officer.name };
			await tx.update(alerts).set(seen).where(eq(alerts.id, id));
		}
		const reason = `${alertItem(row).kindName}：${row.subject}`;
		await writeAudit(tx, deps, { actor: officer, action: 'alert.seen', subject: id, reason });
	});
}
