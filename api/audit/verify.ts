import { asc, eq, inArray } from 'drizzle-orm';
import { audit } from '../../db/schema/audit.ts';
import type { BaseDeps } from '../base-deps.ts';
import { type Head, isIntact } from './chain.ts';
import type { Fault } from './faults.ts';
import type { HeadsFile } from './heads.ts';
import { type AuditRow, auditChunks } from './read-chunks.ts';

/** Heads looked up at once. */
const chunkSize = 500;
/** More faults than anybody would read: a chain under another key has one for all its rows. */
const mostFaults = 20;

/** What a verification found. */
export interface Verdict {
	/** Every row was looked at; otherwise those after the last head that was good. */
	full: boolean;
	/** Rows of the log. */
	count: number;
	/** Its last row when it was looked at; null while it is empty. */
	head: Head | null;
	/** The first of them, in the order of the log; none when all is as it was written. */
	faults: Fault[];
}

/** What the log is compared with. */
export interface KnownHeads {
	file: Pick<HeadsFile, 'read'>;
	/** Heads that this process saw itself, the last of them younger than any noted one. */
	seen: Head[];
	/** Everything up to here was verified before: only what follows is checked, if this head is still there. Null: every row. */
	good: (Head & { count: number }) | null;
}

/** Called after each chunk with the rows checked so far; returns false to stop. */
export type OnProgress = (rows: number) => boolean;

type VerifyDeps = Pick<BaseDeps, 'db' | 'keys'>;

/**
 * Verifies the log in chunks and compares it with the heads known before. Only the hash of the last row is held in
 * memory, so the length of the log does not matter. Resolves to null when it was stopped.
 */
export async function verify(deps: VerifyDeps, known: KnownHeads, progress: OnProgress): Promise<Verdict | null> {
	// A line is written before its row, so rows are read before lines: a head noted meanwhile is not reported as missing.
	const days = await notedDays(deps);
	const noted = await known.file.read();
	const good = known.good && (await stillInLog(deps, [known.good])).length > 0 ? known.good : null;
	const verified = await verifyRows(deps, good, progress);
	if (!verified) return null;
	const faults = [
		...verified.faults,
		...(await cutEnds(deps, [...noted.heads, ...known.seen])),
		...noted.changed.map((line): Fault => ({ kind: 'line-changed', line })),
		...days.filter((day) => !noted.days.has(day)).map((day): Fault => ({ kind: 'line-missing', day })),
	];
	const count = (good?.count ?? 0) + verified.rows;
	return { full: good === null, count, head: verified.head, faults: faults.slice(0, mostFaults) };
}

/** Recomputes each row from the one before it. */
async function verifyRows(deps: VerifyDeps, from: Head | null, progress: OnProgress) {
	const faults: Fault[] = [];
	let before: Head | null = from;
	let rows = 0;
	for await (const found of auditChunks(deps.db.read, { after: from?.seq })) {
		for (const row of found) {
			const fault = faultOf(deps, before, row);
			if (fault) addFault(faults, fault);
			if (row.seq > (before?.seq ?? 0)) before = { seq: row.seq, hash: row.hash };
		}
		rows += found.length;
		if (!progress(rows)) return null;
	}
	return { rows, faults, head: before };
}

/** A row behind a gap cannot be recomputed, since its predecessor is gone: only the gap is reported. */
function faultOf({ keys }: VerifyDeps, before: Head | null, row: AuditRow): Fault | null {
	const next = (before?.seq ?? 0) + 1;
	if (row.seq > next) return { kind: 'missing', from: next, to: row.seq - 1 };
	const right = row.seq === next && isIntact(keys, before?.hash ?? '', row);
	return right ? null : { kind: 'changed', from: row.seq, to: row.seq };
}

/** Adjacent rows are reported as one fault. */
function addFault(faults: Fault[], fault: Fault): void {
	const last = faults.at(-1);
	if (fault.kind === 'changed' && last?.kind === 'changed' && last.to + 1 === fault.from) last.to = fault.to;
	else if (faults.length < mostFaults) faults.push(fault);
}

/** Heads known before that the log does not have any more: its end was cut off, whatever was written in its place. */
async function cutEnds(deps: VerifyDeps, known: Head[]): Promise<Fault[]> {
	const heads = known.toSorted((one, other) => one.seq - other.seq);
	const still = new Set(await stillInLog(deps, heads));
	const faults: Fault[] = [];
	let lastGood = 0;
	for (const head of heads) {
		const last = faults.at(-1);
		if (still.has(head)) lastGood = head.seq;
		else if (last?.kind === 'cut' && last.from === lastGood + 1) last.to = head.seq;
		else faults.push({ kind: 'cut', from: lastGood + 1, to: head.seq });
	}
	return faults;
}

/** Those of the heads that the log still has. */
async function stillInLog<Noted extends Head>({ db }: VerifyDeps, heads: Noted[]): Promise<Noted[]> {
	const found: Noted[] = [];
	for (let from = 0; from < heads.length; from += chunkSize) {
		const part = heads.slice(from, from + chunkSize);
		const numbers = part.map(({ seq }) => seq);
		const rows = await db.read
			.select({ seq: audit.seq, hash: audit.hash })
			.from(audit)
			.where(inArray(audit.seq, numbers));
		const hashes = new Map(rows.map(({ seq, hash }) => [seq, hash]));
		found.push(...part.filter(({ seq, hash }) => hashes.get(seq) === hash));
	}
	return found;
}

/** Days of which the log says that their head was noted: each has its line in the file. */
async function notedDays({ db }: VerifyDeps): Promise<string[]> {
	const rows = await db.read
		.select({ day: audit.subject })
		.from(audit)
		.where(eq(audit.action, 'audit.head-noted'))
		.orderBy(asc(audit.seq));
	return rows.map(({ day }) => day);
}
