import pg from 'pg';
import { openPool } from '../postgres/connect.ts';
import { asAway } from '../postgres/errors.ts';
import { bringUpToDate, refuseOlderServer } from '../postgres/migrate.ts';
import { indexed } from '../postgres/search-index.ts';
import {
	DatabaseInUse,
	rowsAtOnce,
	type Source,
	type Target,
	TargetNotEmpty,
	type TransferRow,
	type TransferTable,
} from './ends.ts';

/** As the portal's own connections name themselves, see db/postgres/connect.ts. */
const portal = 'mine-disclosure-portal';

/** A server takes no more values in one statement than 65,535. */
const mostValues = 30_000;

/**
 * A database on a server to be read: whoever would write to these tables waits until it is closed. Throws DatabaseInUse
 * while a process of the portal is connected, OlderDatabase, NewerDatabase, EarlierDatabase or DatabaseAway.
 */
export async function postgresSource(url: string, tables: TransferTable[]): Promise<Source> {
	const client = await connected(url);
	try {
		await withPool(url, refuseOlderServer);
		await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
		// Before the first query, which fixes the moment that is read.
		await client.query(`LOCK TABLE ${tables.map(({ name }) => `"${name}"`).join(', ')} IN SHARE MODE`);
		return endOf(client);
	} catch (error) {
		await client.end();
		throw error;
	}
}

/**
 * An empty database on a server to be filled, in one transaction: what was interrupted leaves nothing behind. Throws
 * TargetNotEmpty, DatabaseInUse, NewerDatabase, EarlierDatabase or DatabaseAway.
 */
export async function postgresTarget(url: string, tables: TransferTable[]): Promise<Target> {
	const client = await connected(url);
	try {
		await withPool(url, bringUpToDate);
		await client.query('BEGIN');
		const end = endOf(client);
		for (const table of tables) if ((await end.count(table)) > 0) throw new TargetNotEmpty(table.name);
		return end;
	} catch (error) {
		await client.end();
		throw error;
	}
}

function endOf(client: pg.Client): Target {
	const ask = async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
		(await client.query<Row>(text, values)).rows;
	return {
		async count({ name }) {
			const [row] = await ask<{ count: number }>(`select count(*) from "${name}"`);
			return Number(row?.count ?? 0);
		},
		async *rows({ name, columns }) {
			await client.query(`DECLARE passing NO SCROLL CURSOR FOR select ${quoted(columns)} from "${name}"`);
			for (;;) {
				const { rows } = await client.query({ text: `FETCH ${rowsAtOnce} FROM passing`, rowMode: 'array' });
				if (rows.length === 0) break;
				yield rows.map((row: unknown[]) => row.map(neutral));
			}
			await client.query('CLOSE passing');
		},
		async insert(table, rows) {
			const most = Math.floor(mostValues / table.columns.length);
			for (let at = 0; at < rows.length; at += most) await insertSome(client, table, rows.slice(at, at + most));
		},
		async complete() {
			const texts = await ask<{ seq: number; area: string; words: string }>(
				'select seq, area, words from report_texts',
			);
			for (const { seq, ...text } of texts) {
				const { folded, pairs } = indexed({ seq, ...text });
				await client.query('insert into report_pairs (seq, folded, pairs) values ($1, $2, $3::bigint[])', [
					seq,
					folded,
					pairs,
				]);
			}
			await continueCounting(client);
		},
		async finish() {
			await client.query('COMMIT');
		},
		close: () => client.end(),
	};
}

/** Numbers that the server gives go on after the highest that came over. */
async function continueCounting(client: pg.Client): Promise<void> {
	const { rows } = await client.query<{ table: string; column: string }>(
		`select table_name as table, column_name as column from information_schema.columns
			where table_schema = 'public' and column_default like 'nextval(%'`,
	);
	for (const { table, column } of rows) {
		await client.query(
			`select setval(pg_get_serial_sequence($1, $2), coalesce(max("${column}"), 1), max("${column}") is not null)
				from "${table}"`,
			[`"${table}"`, column],
		);
	}
}

async function insertSome(client: pg.Client, { name, columns }: TransferTable, rows: TransferRow[]): Promise<void> {
	const places = rows.map(
		(_, row) => `(${columns.map((_, column) => `$${row * columns.length + column + 1}`).join(', ')})`,
	);
	await client.query(`insert into "${name}" (${quoted(columns)}) values ${places.join(', ')}`, rows.flat());
}

/** A connection of its own, once nobody else of the portal has one. */
async function connected(url: string): Promise<pg.Client> {
	const client = new pg.Client({ connectionString: url, application_name: `${portal}-copy` });
	// Whoever waits for an answer is told by their query.
	client.on('error', () => undefined);
	try {
		await client.connect();
		const { rows } = await client.query(
			'select 1 from pg_stat_activity where datname = current_database() and application_name = $1',
			[portal],
		);
		if (rows.length === 0) return client;
	} catch (error) {
		await client.end();
		throw asAway(error);
	}
	await client.end();
	throw new DatabaseInUse('a process of the portal is connected');
}

async function withPool(url: string, work: (pool: pg.Pool) => Promise<void>): Promise<void> {
	const pool = openPool(url, 'write');
	try {
		await work(pool);
	} finally {
		await pool.end();
	}
}

const neutral = (value: unknown) => (typeof value === 'boolean' ? Number(value) : value) as TransferRow[number];

const quoted = (columns: string[]) => columns.map((column) => `"${column}"`).join(', ');
