import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate, setTimeout } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { DatabaseBusy } from '../database.ts';
import { type DiskSpace, isDiskFull } from '../disk-space.ts';

/** After so long of back-to-back writes the event loop gets control. */
const maxBlockingMs = 10;
/** Another process that writes for longer than this is taken to hang. */
const maxWaitMs = 5000;
/** Between two tries to begin while another process writes. */
const retryMs = 2;

/** The one way to the only connection that writes. */
export interface WriteQueue {
	/**
	 * Runs `work` when it is its turn, first come first served, and resolves when all of it is on disk. `mayBegin` may
	 * refuse it before. Throws DatabaseBusy while another process does not stop writing.
	 */
	inTransaction<T>(mayBegin: () => void, work: () => Promise<T>): Promise<T>;
	/** Waits until nothing is waiting any more. */
	drained(): Promise<void>;
}

interface Entry {
	mayBegin(): void;
	/** Resolves to what tells whoever waits that all is on disk. */
	run(): Promise<() => void>;
	reject(error: unknown): void;
}

/** Done, and not yet on disk. */
interface Written {
	entry: Entry;
	acknowledge(): void;
}

/**
 * Writes that wait together share a transaction, and one synchronisation of the disk, which takes longer than any of
 * them: each in a savepoint of its own, so that one that fails is undone alone. None is acknowledged before the commit.
 */
export function writeQueue(writer: Sqlite.Database, space: DiskSpace): WriteQueue {
	const inside = new AsyncLocalStorage<true>();
	const statements = {
		begin: writer.prepare('BEGIN IMMEDIATE'),
		commit: writer.prepare('COMMIT'),
		rollback: writer.prepare('ROLLBACK'),
		savepoint: writer.prepare('SAVEPOINT one'),
		release: writer.prepare('RELEASE one'),
		undo: writer.prepare('ROLLBACK TO one'),
	};
	let waiting: Entry[] = [];
	let running: Promise<void> | undefined;

	async function runAll(): Promise<void> {
		while (waiting.length > 0) {
			// Others get their turn, and what they write meanwhile shares the next transaction.
			await setImmediate();
			const group = admitted();
			if (group.length > 0) await runGroup(group);
		}
		running = undefined;
	}

	/** All that waits and may begin. */
	function admitted(): Entry[] {
		const group = waiting;
		waiting = [];
		return group.filter((entry) => {
			try {
				entry.mayBegin();
				return true;
			} catch (error) {
				fail(entry, error);
				return false;
			}
		});
	}

	async function runGroup(group: Entry[]): Promise<void> {
		const written: Written[] = [];
		try {
			await begin();
			const started = performance.now();
			for (const [nth, entry] of group.entries()) {
				if (nth > 0 && performance.now() - started > maxBlockingMs) {
					waiting.unshift(...group.slice(nth));
					break;
				}
				const acknowledge = await runOne(entry, group.length > 1);
				if (acknowledge) written.push({ entry, acknowledge });
			}
			if (written.length > 0) statements.commit.run();
		} catch (error) {
			// Nothing of the group is on disk: neither what was done nor what was still to come.
			const waits = new Set(waiting);
			for (const entry of group) if (!waits.has(entry)) fail(entry, error);
			return;
		} finally {
			if (writer.inTransaction) statements.rollback.run();
		}
		if (written.length > 0) space.succeeded();
		for (const { acknowledge } of written) acknowledge();
	}

	/** Undefined where it failed and was undone alone. Throws where the database undid the whole transaction. */
	async function runOne(entry: Entry, together: boolean): Promise<(() => void) | undefined> {
		if (together) statements.savepoint.run();
		try {
			const acknowledge = await inside.run(true, entry.run);
			if (together) statements.release.run();
			return acknowledge;
		} catch (error) {
			if (!writer.inTransaction) throw error;
			if (together) {
				statements.undo.run();
				statements.release.run();
			}
			fail(entry, error);
			return undefined;
		}
	}

	/** Waits for another process without holding the event loop, and without end no longer than `maxWaitMs`. */
	async function begin(): Promise<void> {
		const until = performance.now() + maxWaitMs;
		for (;;) {
			try {
				statements.begin.run();
				return;
			} catch (error) {
				if (!isBusy(error)) throw error;
				if (performance.now() > until) throw new DatabaseBusy('another process does not stop writing');
			}
			await setTimeout(retryMs);
		}
	}

	function fail(entry: Entry, error: unknown): void {
		if (isDiskFull(error)) space.failed();
		entry.reject(error);
	}

	return {
		inTransaction(mayBegin, work) {
			if (inside.getStore()) return Promise.reject(new Error('write() inside write() would wait for itself'));
			return new Promise((resolve, reject) => {
				const run = async () => {
					const result = await work();
					return () => resolve(result);
				};
				waiting.push({ mayBegin, run, reject });
				running ??= runAll();
			});
		},
		async drained() {
			while (running !== undefined) await running;
		},
	};
}

function isBusy(error: unknown): boolean {
	return error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY');
}
