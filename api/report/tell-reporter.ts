import type { Transaction } from '../../db/open.ts';
import type { Deps } from '../deps.ts';
import { enqueue } from '../outbox/outbox.ts';
import { publicWords } from './public-words.ts';
import type { NewEvent } from './record-event.ts';
import type { Report } from './report.ts';

/** Leaves a notice for a reporter who left an address, if the event shows on their page. */
export async function tellReporter(
	tx: Transaction,
	deps: Pick<Deps, 'newId' | 'now'>,
	report: Report,
	{ move, fields = {} }: Pick<NewEvent, 'move' | 'fields'>,
): Promise<void> {
	if (!report.sealedIdentity) return;
	const shown = publicWords({ move, toStatus: report.status, fields }, '');
	if (shown !== null) await enqueue(tx, deps, { kind: 'reporter.notify', reportId: report.id });
}
