import { dayOf } from '../../content/facts/time.ts';
import type { BaseDeps } from '../base-deps.ts';
import { alertBrokenLog } from './alert-broken-log.ts';
import type { Head } from './chain.ts';
import { faultSentence, whatToDo } from './faults.ts';
import type { HeadsFile } from './heads.ts';
import { noteHead } from './note-head.ts';
import { type Verdict, verify } from './verify.ts';

/** How the log stands, for the auditor. */
export interface AuditState {
	/** Null while none is under way; rows looked at so far. */
	running: { rows: number } | null;
	/** When the last verification ended; null before the first. */
	at: string | null;
	/** When all rows were looked at last. */
	fullAt: string | null;
	/** Rows of the log at the last verification. */
	rows: number;
	head: Head | null;
	/** One sentence a fault; empty while all is as it was written. */
	faults: string[];
	/** What is to be done about any of them. */
	whatToDo: string;
	/** The last verification ended with a failure of the system: nothing is known of the log. */
	failed: boolean;
	/** The newest day whose head was noted outside the database. */
	notedDay: string | null;
	/** The head goes by mail, too. */
	mailed: boolean;
}

/** Verifies the log and remembers what was found. One verification at a time. */
export interface AuditWatch {
	state(): AuditState;
	/** Verifies every row; joins a full verification that is already running. Resolves to null when it was stopped. */
	verify(): Promise<Verdict | null>;
	/**
	 * Verifies what was written since the last time; at start, on a new day and while something is wrong, every row. Notes
	 * the head of the day, unless another process does.
	 */
	everyHour(notes?: boolean): Promise<void>;
	/** Ends a verification under way. */
	stop(): Promise<void>;
}

type WatchDeps = Pick<BaseDeps, 'db' | 'keys' | 'newId' | 'now' | 'log'>;

/** Heads that are kept in memory: two days of them. */
const mostSeen = 48;

interface Run {
	full: boolean;
	rows: number;
	ended: Promise<Verdict | null>;
}

/** The last result, when it was found, and when the whole log was last verified. */
interface Known {
	verdict: Verdict | null;
	at: Date | null;
	fullAt: Date | null;
}

export function auditWatch(deps: WatchDeps, file: HeadsFile, mailed: boolean): AuditWatch {
	const known: Known = { verdict: null, at: null, fullAt: null };
	let seen: Head[] = [];
	let notedDay: string | null = null;
	let failed = false;
	let running: Run | null = null;
	let stopped = false;

	async function look(run: Run): Promise<Verdict | null> {
		const last = known.verdict;
		const good = !run.full && last?.head && last.faults.length === 0 ? { ...last.head, count: last.count } : null;
		const verdict = await verify(deps, { file, seen, good }, (rows) => {
			run.rows = rows;
			return !stopped;
		});
		if (!verdict) return null;
		known.verdict = verdict;
		known.at = deps.now();
		notedDay = (await file.read()).heads.at(-1)?.day ?? null;
		if (verdict.full) known.fullAt = known.at;
		if (verdict.head) seen = [...seen, verdict.head].slice(-mostSeen);
		if (verdict.faults.length > 0) await alertBrokenLog(deps, verdict.faults);
		return verdict;
	}

	async function start(full: boolean): Promise<Verdict | null> {
		while (running) {
			if (running.full || !full) return running.ended;
			// Its failure is reported to its own caller; a full one begins after it.
			await running.ended.catch(() => null);
		}
		const run: Run = { full, rows: 0, ended: Promise.resolve(null) };
		running = run;
		run.ended = look(run)
			.then((verdict) => {
				failed = false;
				return verdict;
			})
			.catch((error: unknown) => {
				failed = true;
				throw error;
			})
			.finally(() => {
				running = null;
			});
		return run.ended;
	}

	return {
		state: () => ({
			running: running && { rows: running.rows },
			at: known.at?.toISOString() ?? null,
			fullAt: known.fullAt?.toISOString() ?? null,
			rows: known.verdict?.count ?? 0,
			head: known.verdict?.head ?? null,
			faults: known.verdict?.faults.map(faultSentence) ?? [],
			whatToDo,
			failed,
			notedDay,
			mailed,
		}),
		verify: () => start(true),
		async everyHour(notes = true) {
			const sameDay = known.fullAt !== null && dayOf(known.fullAt) === dayOf(deps.now());
			const verdict = await start(!sameDay || failed || known.verdict?.faults.length !== 0);
			if (!verdict?.head || !notes) return;
			await noteHead(deps, file, { ...verdict.head, count: verdict.count }, mailed);
			notedDay = dayOf(deps.now());
		},
		async stop() {
			stopped = true;
			// Its failure is reported to its own caller.
			await running?.ended.catch(() => null);
		},
	};
}
