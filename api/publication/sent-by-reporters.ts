import { and, eq, inArray } from 'drizzle-orm';
import { messages, ratings, reports, rewardClaims } from '../../db/schema/reports.ts';
import type { Officer } from '../accounts/officer.ts';
import type { StaffDeps } from '../deps.ts';
import { withinReach } from '../handling/find-report.ts';
import type { Report } from '../handling/record-event.ts';
import { joinSent, nothingSent, type Sent } from './guard/sent.ts';

/** An address or id that somebody left to be reached under. */
const handle = /[\w.@-]{6,}/g;

/** What the reporters of a case sent, as far as this officer may read it anyway: never who they are. */
export async function readableSent(deps: StaffDeps, officer: Officer, report: Report): Promise<Sent> {
	const group = await withMerged(deps, report);
	const reached = await deps.db.read
		.select({ id: reports.id })
		.from(reports)
		.where(
			and(
				inArray(
					reports.id,
					group.map(({ id }) => id),
				),
				withinReach(officer),
			),
		);
	let sent = nothingSent;
	for (const each of group) {
		const closed = each.wordsClosedAt !== null && !officer.city;
		if (!closed && reached.some(({ id }) => id === each.id)) sent = joinSent(sent, await wordsOf(deps, each));
	}
	return sent;
}

/** Everything that the reporter of a report sent, and those of all reports merged into it. */
export async function everythingSent(deps: StaffDeps, report: Report): Promise<Sent> {
	let sent = nothingSent;
	for (const each of await withMerged(deps, report)) {
		sent = joinSent(joinSent(sent, await wordsOf(deps, each)), await identityOf(deps, each));
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

/** What whoever handles the case reads: statement, place, conversation, opinion. */
async function wordsOf({ db, unsealer }: StaffDeps, report: Report): Promise<Sent> {
	const said = await db.read
		.select({ sealed: messages.sealed })
		.from(messages)
		.where(and(eq(messages.reportId, report.id), eq(messages.author, 'reporter')));
	const rated = await db.read
		.select({ sealed: ratings.sealedText })
		.from(ratings)
		.where(eq(ratings.reportId, report.id));
	const words: string[] = [];
	for (const sealed of [report.sealedStatement, ...[...said, ...rated].flatMap((each) => each.sealed ?? [])]) {
		words.push(await unsealer.open(sealed));
	}
	return {
		...nothingSent,
		words,
		places: [report.place, report.town].flatMap((place) => place ?? []),
		receipts: [report.number],
	};
}

/** What stays sealed until somebody has a reason to open it: who they are, and how they are reached for a reward. */
async function identityOf({ db, unsealer }: StaffDeps, { id, sealedIdentity }: Report): Promise<Sent> {
	const claims = await db.read
		.select({ sealed: rewardClaims.sealedContact })
		.from(rewardClaims)
		.where(eq(rewardClaims.reportId, id));
	const contacts: string[] = [];
	for (const { sealed } of claims) contacts.push(await unsealer.open(sealed));
	const { name, phone, email } = sealedIdentity ? JSON.parse(await unsealer.open(sealedIdentity)) : {};
	return {
		...nothingSent,
		words: contacts,
		names: name ? [name] : [],
		phones: phone ? [phone] : [],
		handles: [...(email ? [email] : []), ...contacts.flatMap((contact) => contact.match(handle) ?? [])],
	};
}
