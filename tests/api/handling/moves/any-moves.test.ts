import { asc, count, eq, max, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeAudit } from '../../../../api/audit/write.ts';
import { list } from '../../../../api/handling/inbox/list.ts';
import { message } from '../../../../api/handling/messages/message.ts';
import { move } from '../../../../api/handling/moves/move.ts';
import { approveProposal } from '../../../../api/handling/proposals/approve-proposal.ts';
import { returnProposal } from '../../../../api/handling/proposals/return-proposal.ts';
import { withdrawProposal } from '../../../../api/handling/proposals/withdraw-proposal.ts';
import { PortalError } from '../../../../api/http/errors.ts';
import { addOnce } from '../../../../api/intake/replies/add-once.ts';
import { answer } from '../../../../api/intake/replies/answer.ts';
import { askReview } from '../../../../api/intake/replies/ask-review.ts';
import { reportRetaliation } from '../../../../api/intake/replies/report-retaliation.ts';
import { theReporter } from '../../../../api/permission/actor.ts';
import type { Officer } from '../../../../api/permission/officer.ts';
import { may, type Role, roles } from '../../../../api/permission/roles.ts';
import { avoidedBy } from '../../../../api/report/by-pass/by-passes.ts';
import { countReport, linesOf } from '../../../../api/report/count-report.ts';
import { findReport } from '../../../../api/report/find-report.ts';
import { type MoveName, moveTable } from '../../../../api/report/moves/table.ts';
import { recordEvent } from '../../../../api/report/record-event.ts';
import type { Report } from '../../../../api/report/report.ts';
import { type Status, settled } from '../../../../api/report/statuses.ts';
import { user } from '../../../../db/schema/accounts.ts';
import { audit } from '../../../../db/schema/audit.ts';
import { proposals } from '../../../../db/schema/proposals.ts';
import { events, reports, tallies } from '../../../../db/schema/reports.ts';
import { addText } from '../../../../db/search.ts';
import { content, openTestPortal, type TestPortal } from '../../portal.ts';
import { fieldsOf } from '../cases.ts';

const start = Date.parse('2026-05-05T02:00:00Z');
const dayMs = 86_400_000;
const areas = [211300, 211381, 211382];
const officers: Officer[] = areas.flatMap((adcode) =>
	(Object.keys(roles) as Role[])
		.filter((role) => role !== 'city-supervisor' || adcode === 211300)
		.map((role) => ({
			id: `${role}-${adcode}`,
			name: role,
			username: role,
			role,
			adcode,
			city: adcode === 211300,
			demo: true,
			sessionId: '',
		})),
);

let portal: TestPortal;
let pattern: Report;
let ask: ReturnType<typeof questions>;
const clerks = new Map<number, string>();
beforeAll(async () => {
	portal = await openTestPortal();
	ask = questions();
	const { number } = await portal.report();
	pattern = await findReport(portal.staff.db.read, officers[0] as Officer, number);
	for (const [username, adcode] of [
		['beipiao', 211381],
		['lingyuan', 211382],
		['city', 211300],
	] as const) {
		const [row] = await portal.staff.db.read.select().from(user).where(eq(user.username, username));
		clerks.set(adcode, row?.id ?? '');
	}
});
afterAll(() => portal.remove());

/** What is looked up around each of thousands of steps, put together once. */
function questions() {
	const { read } = portal.staff.db;
	const id = sql.placeholder('id');
	const ofReport = sql<number>`(select count(*) from ${events} where ${events.reportId} = ${id})`;
	return {
		past: read.select().from(events).where(eq(events.reportId, id)).orderBy(asc(events.seq)).prepare(),
		proposals: read.select().from(proposals).where(eq(proposals.reportId, id)).prepare(),
		written: read
			.select({ events: ofReport, audit: max(audit.seq) })
			.from(audit)
			.prepare(),
	};
}

/** A report as intake leaves it, without the cost of sealing it anew. */
async function fresh(adcode: number | null): Promise<string> {
	const { staff } = portal;
	const number = `9${staff.randomDigits(11)}`;
	const status: Status = adcode === null ? 'received' : 'assigned';
	const unitId = adcode === null ? '211300-campaign-office' : `${adcode}-natural-resources`;
	const at = staff.now().toISOString();
	const promised = { acceptBy: '2026-05-20', replyBy: '2026-07-04' };
	await staff.db.write(async (tx) => {
		const row: Report = {
			...pattern,
			id: staff.newId(),
			number,
			adcode,
			unitId,
			status: 'received',
			version: 0,
			receivedAt: at,
			...promised,
		};
		const [report] = await tx.insert(reports).values(row).returning();
		if (!report) throw new Error('no row');
		await countReport(tx, null, report);
		await addText(tx, report.id, report.adcode, [report.town]);
		const changes = { status, dueClock: 'accept' as const, dueBy: promised.acceptBy };
		await recordEvent(tx, staff, report, { move: 'receive', actor: theReporter, changes });
		await writeAudit(tx, staff, { actor: theReporter, action: 'report.received', subject: number });
	});
	return number;
}

const deciding = ['approve', 'return', 'withdraw'] as const;
type Deed = MoveName | 'message' | 'ask' | 'answer' | 'ask-review' | 'retaliation' | (typeof deciding)[number];
const deeds: Deed[] = [
	...(Object.keys(moveTable) as MoveName[]),
	...deciding,
	...(['message', 'ask', 'answer', 'ask-review', 'retaliation'] as const),
];
/** Moves that wait for a second officer. */
const proposed: Deed[] = ['decline', 'merge', 'conclude', 'extend'];
interface Attempt {
	who: Officer;
	what: Deed;
	/** Whether it comes with all that it needs. */
	complete: boolean;
}
interface Step extends Attempt {
	days: number;
	/** A number to choose by among the steps that should work; null to try whatever was drawn. */
	sensible: number | null;
}
/** Most steps are ones that should work, so that the stories get somewhere; the others are tried blindly. */
const steps: fc.Arbitrary<Step[]> = fc.array(
	fc.record({
		who: fc.constantFrom(...officers),
		what: fc.constantFrom(...deeds),
		days: fc.nat(12),
		complete: fc.nat(4).map((n) => n > 0),
		sensible: fc.option(fc.noBias(fc.nat(10_000)), { freq: 3 }),
	}),
	{ minLength: 1, maxLength: 5 },
);

/** A report with its past, read apart from the code under test. */
interface Seen extends Report {
	past: Array<{ move: string; actorId: string | null; fields: Record<string, unknown>; fromStatus: string | null }>;
	waiting: { move: string; state: string; proposedById: string; decidedById: string | null } | undefined;
}

async function rowOf(number: string): Promise<Seen> {
	const row = await findReport(portal.staff.db.read, officers[0] as Officer, number);
	const past = await ask.past.execute({ id: row.id });
	const found = await ask.proposals.execute({ id: row.id });
	return { ...row, past, waiting: found.find(({ state }) => state === 'waiting' || state === 'confirming') };
}

const lastOf = ({ past }: Seen, move: string) => past.findLast((event) => event.move === move);
const proposerOf = ({ past }: Seen, move: string) =>
	past.findLast((event) => event.move === 'propose' && event.fields.of === move)?.actorId;

function tookPart({ past }: Seen, { id }: Officer): boolean {
	const review = past.findLastIndex(({ move }) => move === 'review');
	const noPart = ['receive', 'supervise', 'assign', 'task-answer'];
	return past.slice(0, review).some((event) => event.actorId === id && !noPart.includes(event.move));
}

/** What a second officer may do with what waits. */
function decides({ who, what }: Attempt, before: Seen): boolean {
	const { waiting, adcode } = before;
	if (!waiting || !(who.city || adcode === who.adcode)) return false;
	if (what === 'withdraw') return may(who.role, 'reports.move') && who.id === waiting.proposedById;
	if (!may(who.role, 'reports.approve') || who.id === waiting.proposedById) return false;
	if (waiting.state === 'confirming') return who.city && who.id !== waiting.decidedById;
	return who.city === (adcode === null || adcode === 211300);
}
/** How many events a report has, and the number of the last audit row. */
async function written({ id }: Report): Promise<{ events: number; audit: number }> {
	const [row] = await ask.written.execute({ id });
	return { events: row?.events ?? 0, audit: row?.audit ?? 0 };
}

/** What the table says of a step, said once more and apart from the code under test. */
function expected(step: Attempt, before: Seen): 'done' | 'refused' {
	const { who, what, complete } = step;
	if (what === 'retaliation') return 'done';
	if (what === 'approve' || what === 'return' || what === 'withdraw') return decides(step, before) ? 'done' : 'refused';
	const status = before.status as Status;
	// What a report was merged into is never answered here.
	const answered = settled.includes(status) && status !== 'merged';
	if (what === 'answer') return answered ? 'refused' : 'done';
	if (what === 'ask-review') {
		const until = Date.parse(before.concludedAt ?? '') + 30 * dayMs;
		const inTime = portal.staff.now().getTime() <= until;
		return settled.includes(status) && inTime && before.reviews < 2 ? 'done' : 'refused';
	}
	const reach = who.city || before.adcode === who.adcode;
	if (!reach) return 'refused';
	if (what === 'message' || what === 'ask') return answered ? 'refused' : 'done';
	const { by, from, fields } = moveTable[what];
	if (by.part === 'reporter' || !may(who.role, by.permission) || !from.includes(status)) return 'refused';
	if (by.where === 'city' && !who.city) return 'refused';
	if (before.waiting && !['supervise', 'resume', 'take'].includes(what)) return 'refused';
	if (!complete && fields.some(({ required }) => required)) return 'refused';
	const special: Partial<Record<MoveName, () => boolean>> = {
		object: () => before.objections < 2,
		transfer: () => who.city || before.transfers < 2,
		extend: () => before.extendedUntil === null,
		take: () => before.handlerId !== who.id,
		decline: () => status !== 'received' || who.city,
		penalise: () => before.decidedOn === null,
		serve: () => before.decidedOn !== null && before.servedOn === null,
		resume: () => before.waitingSince !== null,
		merge: () => true,
		assign: () => !before.bypassed,
		reopen: () => !tookPart(before, who) && (before.reviews < 2 || who.city),
		uphold: () => !tookPart(before, who) && (before.reviews < 2 || who.city),
		'undo-conclude': () => proposerOf(before, 'conclude') !== who.id,
		'undo-merge': () => proposerOf(before, 'merge') !== who.id,
		restore: () => proposerOf(before, 'decline') !== who.id,
		'hand-over': () => before.handlerId !== clerks.get(before.adcode ?? 211300),
	};
	return (special[what]?.() ?? true) ? 'done' : 'refused';
}

async function doStep({ who, what, complete }: Step, number: string, before: Seen, other: string): Promise<unknown> {
	// How a text is sealed is tested elsewhere; here it would take nearly all of the time.
	const { sealer, unsealer } = portal.staff;
	const staff = {
		...portal.staff,
		sealer: { ...sealer, seal: async () => 'sealed' },
		unsealer: { ...unsealer, open: async () => '答复' },
	};
	const opened = { report: before, unsealer: staff.unsealer };
	const once = addOnce(staff, opened, undefined, { what });
	if (what === 'answer')
		return answer(staff, opened, { text: '补充情况。', sent: { ids: [], draft: undefined } }, once);
	if (what === 'ask-review') return askReview(staff, opened, '请再核查一次。', once);
	if (what === 'message' || what === 'ask')
		return message(staff, who, number, { text: '请补充。', askForMore: what === 'ask', uploads: [] });
	if (what === 'retaliation')
		return reportRetaliation(staff, { report: before, isVoid: false }, '有人上门威胁。', once);
	const { version } = before;
	if (what === 'approve') return approveProposal(staff, who, number, version);
	if (what === 'return') return returnProposal(staff, who, number, { version, reason: '请补充。' });
	if (what === 'withdraw') return withdrawProposal(staff, who, number, version);
	const handler = clerks.get(before.adcode ?? 211300) ?? '';
	const fields = complete ? fieldsOf(what, what === 'merge' ? other : handler) : {};
	const to = what === 'transfer' && complete ? { unit: anotherUnit(before) } : {};
	return move(staff, who, number, { move: what, version, fields: { ...fields, ...to } });
}

/** Another department of the county that has the report. */
function anotherUnit({ adcode, unitId }: Report): string {
	const area = adcode ?? content.units.city.adcode;
	return content.units.units.find((each) => each.adcode === area && each.id !== unitId)?.id ?? '';
}

function clocksNeverRunBackwards(before: Report, after: Report): void {
	expect(after.acceptBy >= before.acceptBy).toBe(true);
	expect(after.replyBy >= before.replyBy).toBe(true);
	if (before.extendedUntil) expect((after.extendedUntil ?? '') >= before.extendedUntil).toBe(true);
	if (before.dueClock === after.dueClock && before.dueBy) expect((after.dueBy ?? '') >= before.dueBy).toBe(true);
	expect(after.dueBy === null).toBe(settled.includes(after.status as Status));
}

/** The state that a step leads to. */
function endOf({ who, what }: Step, before: Seen): string {
	if (what === 'ask-review') return 'reviewing';
	const confirms = before.waiting?.move === 'conclude' && before.waiting.state === 'waiting' && !who.city;
	if (what === 'approve' && confirms) return before.status;
	const made = what === 'approve' ? (before.waiting?.move ?? '') : what;
	if (proposed.includes(what)) return before.status;
	const undone = { 'undo-conclude': 'conclude', 'undo-merge': 'merge', restore: 'decline' }[made];
	if (undone) return lastOf(before, undone)?.fromStatus ?? '';
	if (made === 'uphold') return lastOf(before, 'review')?.fromStatus ?? '';
	return moveTable[made as MoveName]?.to ?? before.status;
}

/** What waits for a second officer after a step. */
function waitsAfter({ who, what }: Step, before: Seen): string | null {
	if (proposed.includes(what)) return what;
	if (what === 'approve' && before.waiting?.move === 'conclude' && before.waiting.state === 'waiting' && !who.city) {
		return 'conclude';
	}
	const held = before.adcode !== null && before.adcode !== 211300;
	if ((what === 'retaliation' && held) || what === 'approve' || what === 'return' || what === 'withdraw') return null;
	return before.proposedMove;
}

/** Whatever anybody could try with all that it needs. */
const completeSteps: Attempt[] = officers.flatMap((who) => deeds.map((what) => ({ who, what, complete: true })));

/** One of the steps that should work, every other time one that changes the state; the drawn one where chance says so. */
function sensibly(drawn: Step, before: Seen): Step {
	if (drawn.sensible === null) return drawn;
	const able = completeSteps.filter((step) => expected(step, before) === 'done');
	const possible = [...new Set(able.map(({ what }) => what))];
	const leading = possible.filter(
		(what) => ['ask-review', 'approve'].includes(what) || moveTable[what as MoveName]?.to,
	);
	const chosen = drawn.sensible % 2 === 0 && leading.length > 0 ? leading : possible;
	const what = chosen[drawn.sensible % chosen.length];
	const fitting = able.filter((step) => step.what === what);
	const step = fitting[drawn.sensible % fitting.length];
	return step ? { ...drawn, ...step } : drawn;
}

/** The reports there are, each with the time at which its story stopped. */
const sent: Array<{ number: string; now: number }> = [];
let stories = 0;
let taken = 0;

/** Tells a story of a new report, or goes on with one of those there are: the same seed tells the same stories. */
async function tell(adcode: number | null, again: number | null, story: Step[]): Promise<void> {
	portal.setNow(new Date(start).toISOString());
	const known = again === null ? undefined : sent[again % sent.length];
	const report = known ?? { number: await fresh(adcode), now: start };
	if (!known) sent.push(report);
	let before = await rowOf(report.number);
	for (const drawn of story) {
		report.now += drawn.days * dayMs;
		portal.setNow(new Date(report.now).toISOString());
		before = await take(sensibly(drawn, before), report.number, before);
	}
	await nobodyElseSees(report.number, before);
	stories += 1;
}

/** Takes a step and checks all that must hold of it. Resolves with the report after it. */
async function take(step: Step, number: string, before: Seen): Promise<Seen> {
	const merges = step.what === 'merge' && expected(step, before) === 'done';
	const other = merges ? await fresh(before.adcode) : '';
	const rows = await written(before);
	const outcome = await doStep(step, number, before, other).then(
		() => 'done',
		(error: unknown) => {
			if (error instanceof PortalError) return 'refused';
			throw error;
		},
	);
	const after = await rowOf(number);
	const tried = { step: step.what, as: step.who.id, from: before.status };
	expect({ ...tried, outcome }).toEqual({ ...tried, outcome: expected(step, before) });
	if (outcome === 'refused') {
		expect(after).toEqual(before);
		expect(await written(before)).toEqual(rows);
		return after;
	}
	taken += 1;
	expect(after.version).toBe(before.version + 1);
	// What is added to a merged report is told in the history of the main one, too, unless its county is by-passed since.
	const toMain = step.what === 'answer' && before.status === 'merged' && !(await avoidsMain(before)) ? 1 : 0;
	const left = step.what === 'retaliation' && before.adcode !== null && before.adcode !== 211300 ? 1 : 0;
	expect(await written(before)).toEqual({ events: rows.events + 1, audit: rows.audit + 1 + toMain + left });
	expect({ ...tried, to: after.status }).toEqual({ ...tried, to: endOf(step, before) });
	expect(after.proposedMove).toBe(waitsAfter(step, before));
	if (after.bypassed) expect([null, 211300]).toContain(after.adcode);
	clocksNeverRunBackwards(before, after);
	return after;
}

async function avoidsMain(merged: Report): Promise<boolean> {
	const main = await rowOf(merged.mergedInto ?? '');
	return (await avoidedBy(portal.staff.db.read, merged)).includes(main.adcode ?? 0);
}

async function nobodyElseSees(number: string, { adcode }: Report): Promise<void> {
	for (const who of officers.filter((each) => each.role === 'clerk' && !each.city && each.adcode !== adcode)) {
		await expect(findReport(portal.staff.db.read, who, number)).rejects.toMatchObject({ code: 'not_found' });
		// The list counts all its views each time: looked at now and then.
		if (stories % 10 > 0) continue;
		const { items } = await list(portal.staff, who, { view: 'all', q: number, page: 1, size: 5, sort: 'due' });
		expect(items).toEqual([]);
	}
}

test('whatever anybody tries on any report, only moves of the table happen, each with its event and its audit row', async () => {
	const again = fc.option(fc.noBias(fc.nat(10_000)), { freq: 1 });
	const story = fc.asyncProperty(fc.constantFrom(null, 211381, 211382), again, steps, tell);
	await fc.assert(story, { numRuns: 2000, endOnFailure: true });
	expect(stories).toBe(2000);
	expect(taken).toBeGreaterThan(3000);
	await nothingIsLost();
}, 300_000);

/** Every event of every report is there, in order, and the tallies are what counting anew gives. */
async function nothingIsLost(): Promise<void> {
	const { read } = portal.staff.db;
	const all = await read.select().from(reports);
	const happened = await read.select({ id: events.reportId, n: count() }).from(events).groupBy(events.reportId);
	const byReport = new Map(happened.map(({ id, n }) => [id, n]));
	for (const { id, version } of all) expect(byReport.get(id)).toBe(version);
	const stored = new Map<string, number>();
	const again = new Map<string, number>();
	const nameOf = ({ adcode, unit, kind, value }: Omit<typeof tallies.$inferSelect, 'slot' | 'count'>) =>
		`${adcode} ${unit} ${kind} ${value}`;
	for (const line of all.flatMap(linesOf)) again.set(nameOf(line), (again.get(nameOf(line)) ?? 0) + 1);
	for (const row of await read.select().from(tallies))
		stored.set(nameOf(row), (stored.get(nameOf(row)) ?? 0) + row.count);
	expect(Object.fromEntries([...stored].filter(([, count]) => count !== 0))).toEqual(Object.fromEntries(again));
}
