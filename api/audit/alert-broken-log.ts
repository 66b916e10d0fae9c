import { and, eq } from 'drizzle-orm';
import { alerts } from '../../db/schema/alerts.ts';
import type { BaseDeps } from '../base-deps.ts';
import { raiseAlert } from './alerts.ts';
import { type Fault, faultSentence, whatToDo } from './faults.ts';

/** Reports a broken log: in the system log each time, as an alert to the auditor once per fault. */
export async function alertBrokenLog(
	deps: Pick<BaseDeps, 'db' | 'log' | 'newId' | 'now'>,
	faults: Fault[],
): Promise<void> {
	for (const fault of faults) deps.log.error({ event: 'audit.broken', ...fault });
	await deps.db.write(async (tx) => {
		for (const fault of faults) {
			const text = `${faultSentence(fault)}${whatToDo}`;
			const [known] = await tx
				.select({ id: alerts.id })
				.from(alerts)
				.where(and(eq(alerts.kind, 'audit.broken'), eq(alerts.text, text)));
			if (!known) await raiseAlert(tx, deps, { kind: 'audit.broken', subject: '审计日志', text });
		}
	});
}
