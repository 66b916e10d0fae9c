import type { Transaction } from '../../db/open.ts';
import { outbox } from '../../db/schema/delivery.ts';
import type { Deps } from '../deps.ts';

/** Work that follows a change. Payloads hold ids and numbers, never anything of a reporter. */
export type Errand =
	/** Tell a unit that a report waits for it. */
	| { kind: 'unit.notify'; unitId: string; number: string }
	/** Write the public record of a result and rebuild the site. */
	| { kind: 'record.write'; resultId: string }
	/** Write the public figures of the finished months; rebuild the site if they changed. */
	| { kind: 'statistics.write' }
	/** Rebuild the site from what is there. */
	| { kind: 'site.rebuild' };

/** Leaves an errand inside the transaction of the change: both are on disk, or neither. */
export async function enqueue(tx: Transaction, deps: Pick<Deps, 'newId' | 'now'>, errand: Errand): Promise<void> {
	const at = deps.now().toISOString();
	await tx.insert(outbox).values({
		id: deps.newId(),
		kind: errand.kind,
		payload: JSON.stringify(errand),
		createdAt: at,
		dueAt: at,
		attempts: 0,
	});
}
