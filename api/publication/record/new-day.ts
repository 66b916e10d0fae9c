import { dayOf } from '../../../content/facts/time.ts';
import type { Deps } from '../../deps.ts';
import { enqueue } from '../../outbox/outbox.ts';

/**
 * Once a day: the figures of finished months, and a site whose pages say what is overdue or expired today.
 * Asked again on the same day it leaves nothing.
 */
export async function newDay(deps: Deps): Promise<void> {
	const today = dayOf(deps.now());
	await deps.db.write(async (tx) => {
		await enqueue(tx, deps, { kind: 'statistics.write' }, `statistics:${today}`);
		await enqueue(tx, deps, { kind: 'site.rebuild' }, `site:${today}`);
	});
}
