import { and, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { withoutExtension } from '../../../content/facts/contact-forms.ts';
import { messages, ratings, reports, rewardClaims } from '../../../db/schema/reports.ts';
import type { StaffDeps } from '../../deps.ts';
import type { Officer } from '../../permission/officer.ts';
import { areWordsClosed } from '../../report/by-pass/words-closed.ts';
import { withinReach } from '../../report/find-report.ts';
import type { Report } from '../../report/report.ts';
import { openStatement } from '../../report/statement.ts';
import { noReporterTexts, type ReporterTexts } from '../guard/reporter-texts.ts';

/** What a reporter said of themselves. */
const Identity = z.object({
	name: z.string().optional(),
	phone: z.string().optional(),
	email: z.string().optional(),
});

/** An address or id that somebody left to be reached under. */
const handle = /[\w.@-]{6,}/g;

/**
 * What the reporters of a case sent, as far as this officer may read it anyway: never who they are. Piece by piece, so
 * that no more than one stands open.
 */
export async function* readableTexts(deps: StaffDeps, officer: Officer, report: Report): AsyncGenerator<ReporterTexts> {
	const group = await withMerged(deps, report);
	const ids = group.map(({ id }) => id);
	const reached = await deps.db.read
		.select({ id: reports.id })
		.from(reports)
		.where(and(inArray(reports.id, ids), withinReach(officer)));
	for (const each of group) {
		if (!areWordsClosed(officer, each) && reached.some(({ id }) => id === each.id)) yield* wordsOf(deps, each);
	}
}

/** Everything that the reporter of a report sent, and those of all reports merged into it. */
export async function* allTexts(deps: StaffDeps, report: Report): AsyncGenerator<ReporterTexts> {
	for (const each of await withMerged(deps, report)) {
		yield* wordsOf(deps, each);
		yield* identityOf(deps, each);
	}
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

/** What whoever handles the case reads: statement, place, conversation, opinion. */
async function* wordsOf({ db, unsealer }: StaffDeps, report: Report): AsyncGenerator<ReporterTexts> {
	const { id, number } = report;
	const { words, place, town } = await openStatement(unsealer, report);
	const places = [place, town ?? report.town].flatMap((each) => each ?? []);
	yield { ...noReporterTexts, words: [words], places, receipts: [number] };
	const conversation = await db.read
		.select({ sealed: messages.sealed })
		.from(messages)
		.where(and(eq(messages.reportId, id), eq(messages.author, 'reporter')));
	const rated = await db.read.select({ sealed: ratings.sealedText }).from(ratings).where(eq(ratings.reportId, id));
	for (const sealed of [...conversation, ...rated].flatMap((each) => each.sealed ?? [])) {
		yield { ...noReporterTexts, words: [await unsealer.open(sealed)] };
	}
}

/** What stays sealed until somebody has a reason to open it: who they are, and how they are reached for a reward. */
async function* identityOf({ db, unsealer }: StaffDeps, { id, sealedIdentity }: Report): AsyncGenerator<ReporterTexts> {
	const claims = await db.read
		.select({ sealed: rewardClaims.sealedContact })
		.from(rewardClaims)
		.where(eq(rewardClaims.reportId, id));
	for (const { sealed } of claims) {
		const contact = await unsealer.open(sealed);
		yield { ...noReporterTexts, words: [contact], handles: contact.match(handle) ?? [] };
	}
	if (!sealedIdentity) return;
	const { name, phone, email } = Identity.parse(JSON.parse(await unsealer.open(sealedIdentity)));
	yield {
		...noReporterTexts,
		names: name ? [name] : [],
		phones: phone ? [phone, withoutExtension(phone)] : [],
		handles: email ? [email] : [],
	};
}
