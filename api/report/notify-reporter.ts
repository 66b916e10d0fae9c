import type { Transaction } from '../../db/database.ts';
import type { Deps } from '../deps.ts';
import { enqueue } from '../outbox/outbox.ts';
import type { NewEvent } from './new-event.ts';
import type { Report } from './report.ts';
import { textForReporter } from './text-for-reporter.ts';

/** Enqueues a notification for a reporter who left a contact, if the event is shown on their page. */
export async function notifyReporter(
	tx: Transaction,
	deps: Pick<Deps, 'newId' | 'now'>,
	report: Report,
	{ move, fields = {} }: Pick<NewEvent, 'move' | 'fields'>,
): Promise<void> {
	if (!report.sealedIdentity) return;
	const shown = textForReporter({ move, toStatus: report.status, fields }, '');
	if (shown !== null) await enqueue(tx, deps, { kind: 'reporter.notify', reportId: report.id });
}
