import type { Transaction } from '../../db/open.ts';
import { outbox } from '../../db/schema/delivery.ts';
import type { BaseDeps } from '../base-deps.ts';
import type { News } from './news.ts';

/** Work that follows a change. Payloads hold ids and numbers, never anything of a reporter. */
export type Errand =
	/** Tell a unit that a report waits for it. */
	| { kind: 'unit.notify'; unitId: string; number: string; news?: News }
	/** The same by one channel, so that a channel that fails is tried again alone. */
	| { kind: 'unit.mail' | 'unit.webhook' | 'unit.sms'; unitId: string; news: News }
	/** Call whoever is on duty by one channel; which post it is stands with the call. */
	| { kind: 'alarm.sms' | 'alarm.phone' | 'alarm.webhook'; callId: string; unitId: string }
	/** Tell a reporter who left an address that there is news. The address stays sealed until it is sent. */
	| { kind: 'reporter.notify' | 'reporter.mail' | 'reporter.sms'; reportId: string }
	/** Tell the body that protects reporters that it is needed; which report, it asks the city. */
	| { kind: 'protection.notify' }
	| { kind: 'protection.mail' }
	/** Mail the head of the audit log of a day to where it cannot be reached from this machine. */
	| { kind: 'audit.mail'; day: string; seq: number; hash: string }
	/** Write the public record of a result and rebuild the site. */
	| { kind: 'record.write'; resultId: string }
	/** Write the cover of a batch of results and rebuild the site. */
	| { kind: 'batch.write'; batchId: string }
	/** Write the public figures of the finished months; rebuild the site if they changed. */
	| { kind: 'statistics.write' }
	/** Rebuild the site from what is there; `anew` also where nothing has changed. */
	| { kind: 'site.rebuild'; anew?: boolean };

/**
 * Leaves an errand inside the transaction of the change: both are on disk, or neither. With `once`, the same errand
 * is left only the first time.
 */
export async function enqueue(
	tx: Transaction,
	deps: Pick<BaseDeps, 'newId' | 'now'>,
	errand: Errand,
	once?: string,
): Promise<void> {
	const at = deps.now().toISOString();
	const row = {
		id: deps.newId(),
		kind: errand.kind,
		once: once ?? null,
		payload: JSON.stringify(errand),
		createdAt: at,
		dueAt: at,
		attempts: 0,
	};
	await tx.insert(outbox).values(row).onConflictDoNothing({ target: outbox.once });
}
