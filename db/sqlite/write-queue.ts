import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate } from 'node:timers/promises';
import type Sqlite from 'better-sqlite3';
import pLimit from 'p-limit';
import { type DiskSpace, isDiskFull } from '../disk-space.ts';

/** After so long of back-to-back writes the event loop gets control. */
const maxBlockingMs = 10;

/** One writer at a time, first come first served. */
export function writeQueue(writer: Sqlite.Database, space: DiskSpace) {
	const inside = new AsyncLocalStorage<true>();
	const oneByOne = pLimit(1);
	let yieldedAt = performance.now();

	function alone<T>(work: () => Promise<T>): Promise<T> {
		if (inside.getStore()) throw new Error('write() inside write() would wait for itself');
		return oneByOne(async () => {
			await yieldToEventLoop();
			return await inside.run(true, work).catch(reportFullDisk);
		});
	}

	/** A queue of writes runs in microtasks only; without this, requests and answers would wait until it is empty. */
	async function yieldToEventLoop(): Promise<void> {
		if (performance.now() - yieldedAt < maxBlockingMs) return;
		await setImmediate();
		yieldedAt = performance.now();
	}

	function inTransaction<T>(mayBegin: () => void, work: () => Promise<T>): Promise<T> {
		return alone(async () => {
			mayBegin();
			writer.exec('BEGIN IMMEDIATE');
			try {
				const result = await work();
				writer.exec('COMMIT');
				space.succeeded();
				return result;
			} finally {
				if (writer.inTransaction) writer.exec('ROLLBACK');
			}
		});
	}

	function reportFullDisk(error: unknown): never {
		if (isDiskFull(error)) space.failed();
		throw error;
	}

	return { alone, inTransaction };
}
