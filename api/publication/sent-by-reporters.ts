import { and, eq, inArray } from 'drizzle-orm';
import { messages, ratings, reports, rewardClaims } from '../../db/schema/reports.ts';
import type { StaffDeps } from '../deps.ts';
import type { Report } from '../handling/record-event.ts';

/** Everything that reporters sent about one case, opened. Held in memory for a comparison, and kept nowhere. */
export interface Sent {
	/** What they wrote: statement, place, messages, reason of a review, opinion, how to reach them for a reward. */
	words: string[];
	/** Receipt numbers, names and e-mail addresses. */
	secrets: string[];
	phones: string[];
}

/** What the reporter of a report sent, and those of all reports merged into it. */
export async function sentByReporters(deps: StaffDeps, report: Report): Promise<Sent> {
	const sent: Sent = { words: [], secrets: [], phones: [] };
	for (const each of await withMerged(deps, report)) {
		sent.secrets.push(each.number);
		for (const sealed of await sealedWords(deps, each)) sent.words.push(await deps.unsealer.open(sealed));
		if (each.place) sent.words.push(each.place);
		const identity = each.sealedIdentity ? JSON.parse(await deps.unsealer.open(each.sealedIdentity)) : {};
		sent.secrets.push(identity.name ?? '', identity.email ?? '');
		sent.phones.push(identity.phone ?? '');
	}
	return sent;
}

/** The report and all that was merged into it, also through another one. */
async function withMerged({ db }: StaffDeps, report: Report): Promise<Report[]> {
	const found = [report];
	for (let newest = found; newest.length > 0; found.push(...newest)) {
		const into = newest.map(({ number }) => number);
		newest = await db.read.select().from(reports).where(inArray(reports.mergedInto, into));
	}
	return found;
}

async function sealedWords({ db }: StaffDeps, { id, sealedStatement }: Report): Promise<string[]> {
	const said = await db.read
		.select({ sealed: messages.sealed })
		.from(messages)
		.where(and(eq(messages.reportId, id), eq(messages.author, 'reporter')));
	const rated = await db.read.select({ sealed: ratings.sealedText }).from(ratings).where(eq(ratings.reportId, id));
	const claimed = await db.read
		.select({ sealed: rewardClaims.sealedContact })
		.from(rewardClaims)
		.where(eq(rewardClaims.reportId, id));
	return [sealedStatement, ...[...said, ...rated, ...claimed].flatMap(({ sealed }) => sealed ?? [])];
}
