import { z } from 'zod';
import { writeAudit } from '../../audit/write.ts';
import type { StaffDeps } from '../../deps.ts';
import { PortalError } from '../../http/errors.ts';
import { multilineText, reason } from '../../http/text.ts';
import type { Officer } from '../../permission/officer.ts';
import { findForCity } from '../../report/find-report.ts';
import { isOfCity } from '../../report/is-of-city.ts';
import { recordEvent } from '../../report/record-event.ts';
import { movedMeanwhile } from '../moves/move.ts';

export const ClosedWords = z.strictObject({
	version: z.int('请刷新页面后再办理'),
	/** What the county reads in place of the reporter's words. */
	summary: multilineText({
		name: '摘要',
		missing: '请写明当地可以看到的摘要',
		short: '请写明当地可以看到的摘要，至少 5 个字',
		least: 5,
		most: 4000,
	}),
	reason,
});

/**
 * The city keeps the reporter's words from the county, e.g. because they speak of its officials: from now on the county
 * reads the city's summary, and neither the statement, nor the messages, nor the files. Only for what a county handles.
 */
export async function closeWords(
	deps: StaffDeps,
	officer: Officer,
	number: string,
	{ version, summary, reason }: z.infer<typeof ClosedWords>,
): Promise<void> {
	const sealedSummary = await deps.sealer.seal(summary);
	await deps.db.write(async (tx) => {
		const report = await findForCity(tx, officer, number);
		if (report.version !== version) throw await movedMeanwhile(tx, report);
		if (isOfCity(deps, report)) throw new PortalError('not_now', '这件线索由市级办理，县区看不到，不需要封闭原话。');
		const wordsClosedAt = report.wordsClosedAt ?? deps.now().toISOString();
		await recordEvent(tx, deps, report, {
			move: 'close-words',
			actor: officer,
			changes: { wordsClosedAt, sealedSummary },
		});
		await writeAudit(tx, deps, { actor: officer, action: 'report.words-closed', subject: number, reason });
	});
}
