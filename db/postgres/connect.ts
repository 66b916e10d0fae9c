import pg from 'pg';
import { isDatabaseAway } from '../database.ts';
import { asAway } from './errors.ts';

// Whole numbers of 64 bits and their sums: none here comes near to 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number);

/** How many connections a process opens at most for each purpose, as they are needed. */
const most = { read: 8, write: 8 };

/** Any number that nobody else takes locks of two numbers by. */
const slots = 7_305_503;

/** Ends what waits for an answer that does not come, and transactions of a process that hangs in the middle. */
const limits = {
	connectionTimeoutMillis: 10_000,
	statement_timeout: 120_000,
	idle_in_transaction_session_timeout: 60_000,
	keepAlive: true,
};

/**
 * Connections for reading, or for writing. Errors of a server that does not answer are DatabaseAway.
 */
export function openPool(url: string, purpose: keyof typeof most): pg.Pool {
	const pool = new pg.Pool({
		connectionString: url,
		application_name: 'mine-disclosure-portal',
		max: most[purpose],
		...limits,
		...(purpose === 'write' && { verify: prepareWriter }),
	});
	const query = told(pool.query.bind(pool));
	pool.query = (purpose === 'read' ? askedAgain(pool, query) : query) as typeof pool.query;
	// An idle connection that breaks is replaced by the next that is asked for.
	pool.on('error', () => undefined);
	pool.on('connect', (client) => {
		// Whoever waits for an answer is told by their query.
		client.on('error', () => undefined);
		client.query = told(client.query.bind(client)) as typeof client.query;
	});
	return pool;
}

/** A connection of one's own; to be given back by `release`. */
export function connectionOf(pool: pg.Pool): Promise<pg.PoolClient> {
	return pool.connect().catch(throwAway);
}

/** What only reads may be asked again: connections that the server closed while they were idle are noticed only then. */
function askedAgain(pool: pg.Pool, query: Query): Query {
	return async (...args) => {
		for (let idle = pool.idleCount; ; idle--) {
			try {
				return await query(...args);
			} catch (error) {
				if (idle <= 0 || !isDatabaseAway(error)) throw error;
			}
		}
	};
}

type Query = (...args: never[]) => unknown;

/** A query whose errors are told apart; one with a callback is told by whoever gave it. */
function told(query: Query): Query {
	return (...args) => {
		const answer = query(...args);
		return answer instanceof Promise ? answer.catch(throwAway) : answer;
	};
}

function throwAway(error: unknown): never {
	throw asAway(error);
}

/**
 * Before a connection is used for writing: what is acknowledged is on disk, and the smallest slot that no other connection
 * has is its own until it ends, see db/slot.ts.
 */
const preparation = `
	select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off';
	select set_config('portal.slot', slot::text, false) from generate_series(1, 10000) as slot
		where pg_try_advisory_lock(${slots}, slot) limit 1`;

function prepareWriter(client: pg.PoolClient, done: (error?: Error) => void): void {
	client.query(preparation).then(() => done(), done);
}
