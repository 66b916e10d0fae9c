import { z } from 'zod';
import { writeAudit } from '../../audit/write.ts';
import type { StaffDeps } from '../../deps.ts';
import { picturesOf } from '../../evidence/list-attachments.ts';
import { reference } from '../../http/text.ts';
import type { Officer } from '../../permission/officer.ts';
import { areWordsClosed } from '../../report/by-pass/words-closed.ts';
import { openAll, pageOf, readers } from '../../report/conversation.ts';
import { findReport } from '../../report/find-report.ts';
import type { Report } from '../../report/report.ts';

/** `before`: as the page after it gave it; left out: the newest page. */
export const OlderQuery = z.strictObject({ before: reference(80).optional() });

/** An older page of what a reporter and staff wrote to each other. Each look is logged like one at the case. */
export async function showOlder(deps: StaffDeps, officer: Officer, number: string, before?: string) {
	const report = await findReport(deps.db.read, officer, number);
	await deps.db.write((tx) => writeAudit(tx, deps, { actor: officer, action: 'report.viewed', subject: number }));
	return messagesFor(deps, officer, report, before);
}

/**
 * A page of the conversation, opened; the newest without `before`. What reporters sent before the city closed their words
 * is the city's to read, and what they sent since.
 */
export async function messagesFor(deps: StaffDeps, officer: Officer, report: Report, before?: string) {
	const { read } = deps.db;
	const reads = areWordsClosed(officer, report) ? readers.closed : undefined;
	const page = await pageOf(read, report, reads, before);
	const texts = await openAll(deps.unsealer, page.messages);
	const pictures = await picturesOf(read, report);
	return {
		messages: page.messages.map(({ id, at, author, actorName }) => ({
			id,
			at,
			from: author,
			author: actorName,
			text: texts.get(id) ?? '',
			/** Ids of the pictures that went with it to the reporter. */
			pictures: pictures.get(id) ?? [],
		})),
		messagesTotal: page.total,
		/** How many are older than these, and what to ask for them with. */
		moreMessages: page.more,
		messagesBefore: page.before,
	};
}
