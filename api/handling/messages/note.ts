import { z } from 'zod';
import { writeAudit } from '../../audit/write.ts';
import type { Deps } from '../../deps.ts';
import { multilineText } from '../../http/text.ts';
import type { Officer } from '../../permission/officer.ts';
import { findReport } from '../../report/find-report.ts';
import { recordEvent } from '../../report/record-event.ts';

export const Note = z.strictObject({
	text: multilineText({ name: '内容', missing: '请写明内容', most: 4000 }),
});

/** An internal note in the history; the reporter never sees it. */
export async function note(deps: Deps, officer: Officer, number: string, text: string): Promise<void> {
	await deps.db.write(async (tx) => {
		const report = await findReport(tx, officer, number);
		await recordEvent(tx, deps, report, { move: 'note', actor: officer, note: text });
		await writeAudit(tx, deps, { actor: officer, action: 'report.noted', subject: number });
	});
}
