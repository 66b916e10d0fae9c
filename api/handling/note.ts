import { z } from 'zod';
import type { Officer } from '../accounts/officer.ts';
import { writeAudit } from '../audit/write.ts';
import type { Deps } from '../deps.ts';
import { findReport } from './find-report.ts';
import { recordEvent } from './record-event.ts';

export const Note = z.strictObject({
	text: z.string('请写明内容').trim().min(1, '请写明内容').max(4000, '内容不超过 4000 个字'),
});

/** An internal note in the history; the reporter never sees it. */
export async function note(deps: Deps, officer: Officer, number: string, text: string): Promise<void> {
	await deps.db.write(async (tx) => {
		const report = await findReport(tx, officer, number);
		await recordEvent(tx, deps, report, { move: 'note', actor: officer, note: text });
		await writeAudit(tx, deps, { actor: officer, action: 'report.noted', subject: number });
	});
}
