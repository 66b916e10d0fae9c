import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout } from 'node:timers/promises';
import { drizzle } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import { keepForLog } from '../audit-log.ts';
import { isDatabaseAway, type Reader, type Transaction } from '../database.ts';
import { type DiskSpace, isDiskFull } from '../disk-space.ts';
import { connectionOf } from './connect.ts';
import { Collided, hasCollided, isTaken } from './errors.ts';

/** So often one transaction is tried, with a pause that grows in between. */
const mostTries = 12;
const firstPauseMs = 2;
const longestPauseMs = 200;

/**
 * Transactions as if each were alone (SERIALIZABLE): verbs decide by what they read, and a version, a quota or a number
 * in a row may hang on rows that another transaction is just writing. Whoever came second is run again.
 */
export function writer(pool: pg.Pool, beside: Reader, space: Pick<DiskSpace, 'failed' | 'succeeded'>) {
	const inside = new AsyncLocalStorage<true>();
	const transactions = new WeakMap<pg.PoolClient, Transaction>();

	async function write<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
		if (inside.getStore()) throw new Error('write() inside write() would wait for itself');
		return inside.run(true, () => untilAlone(work));
	}

	async function untilAlone<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
		for (let nth = 1; ; nth++) {
			try {
				const result = await once(work);
				space.succeeded();
				return result;
			} catch (error) {
				if (isDiskFull(error)) space.failed();
				// The next time it sees the row that was there before it.
				const again = hasCollided(error) ? nth < mostTries : isTaken(error) && nth === 1;
				if (!again) throw error;
			}
			// Not all at the same moment again.
			await setTimeout(Math.random() * Math.min(firstPauseMs * 2 ** nth, longestPauseMs));
		}
	}

	async function once<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
		const client = await begun();
		let broken = true;
		try {
			const tx = transactionOf(client);
			const addToLog = keepForLog(tx, beside);
			const result = await work(tx);
			await addToLog();
			const { command } = await client.query('COMMIT');
			broken = false;
			// So the server answers where a statement failed and `work` went on.
			if (command === 'ROLLBACK') throw new Collided('a statement of the transaction failed');
			return result;
		} catch (error) {
			if (broken) broken = !(await rolledBack(client));
			throw error;
		} finally {
			client.release(broken);
		}
	}

	/** A connection in a new transaction. Those that the server closed while they were idle are noticed only here. */
	async function begun(): Promise<pg.PoolClient> {
		for (let idle = pool.idleCount; ; idle--) {
			const client = await connectionOf(pool);
			try {
				await client.query('BEGIN ISOLATION LEVEL SERIALIZABLE');
				return client;
			} catch (error) {
				client.release(true);
				if (idle <= 0 || !isDatabaseAway(error)) throw error;
			}
		}
	}

	function transactionOf(client: pg.PoolClient): Transaction {
		const known = transactions.get(client);
		if (known) return known;
		const made = drizzle(client) as unknown as Transaction;
		transactions.set(client, made);
		return made;
	}

	return write;
}

/** A connection that cannot even do that is closed. */
async function rolledBack(client: pg.PoolClient): Promise<boolean> {
	return client.query('ROLLBACK').then(
		() => true,
		() => false,
	);
}
