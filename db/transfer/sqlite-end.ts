import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import { unlimitedSpace } from '../disk-space.ts';
import { FolderTaken, lockFolder } from '../sqlite/lock.ts';
import { openSqlite } from '../sqlite/open.ts';
import {
	DatabaseInUse,
	NoDatabase,
	rowsAtOnce,
	type Source,
	type Target,
	TargetNotEmpty,
	type TransferRow,
	type TransferTable,
} from './ends.ts';

/** Tables that the engine has for itself: where it finds words, and where it notes its migrations. */
const own = /^(report_words|report_terms|sqlite_|__drizzle_migrations)/;

interface SqliteEnd {
	end: Target;
	/** Each after those that it refers to. */
	tables: TransferTable[];
}

/**
 * A database file to be read: whoever would write to it waits or is refused until it is closed. Throws NoDatabase,
 * OlderDatabase, NewerDatabase, EarlierDatabase, and DatabaseInUse while the staff side of the portal runs on it.
 */
export async function sqliteSource(file: string): Promise<{ end: Source; tables: TransferTable[] }> {
	if (!existsSync(file)) throw new NoDatabase(file);
	const release = lock(file);
	try {
		await openSqlite(file, unlimitedSpace, true).close();
		const connection = new Sqlite(file, { fileMustExist: true, timeout: 0 });
		connection.exec('BEGIN IMMEDIATE');
		return endOf(connection, {
			async close() {
				connection.close();
				release();
			},
		});
	} catch (error) {
		release();
		throw error;
	}
}

/**
 * A database file to be made: it lies beside its place under another name until it is complete, so what was interrupted
 * leaves nothing that a portal would take for a database. Throws TargetNotEmpty, NoDatabase or DatabaseInUse.
 */
export async function sqliteTarget(file: string): Promise<SqliteEnd> {
	if (existsSync(file)) throw new TargetNotEmpty(file);
	if (!existsSync(dirname(file))) throw new NoDatabase(file);
	const release = lock(file);
	const unfinished = `${file}.copying`;
	removeFile(unfinished);
	await openSqlite(unfinished, unlimitedSpace, false).close();
	const connection = new Sqlite(unfinished);
	connection.pragma('foreign_keys = ON');
	connection.exec('BEGIN IMMEDIATE');
	return endOf(connection, {
		async finish() {
			connection.exec('COMMIT');
			connection.pragma('wal_checkpoint(TRUNCATE)');
			connection.close();
			syncFile(unfinished);
			renameSync(unfinished, file);
			syncFile(dirname(file));
		},
		async close() {
			connection.close();
			removeFile(unfinished);
			release();
		},
	});
}

function endOf(connection: Sqlite.Database, own: Pick<Target, 'close'> & Partial<Target>): SqliteEnd {
	const tables = tablesOf(connection);
	const end: Target = {
		async count({ name }) {
			return connection.prepare<[], number>(`select count(*) from "${name}"`).pluck().get() ?? 0;
		},
		async *rows({ name, columns }) {
			const all = connection.prepare<[], TransferRow>(`select ${quoted(columns)} from "${name}"`).raw();
			let some: TransferRow[] = [];
			for (const row of all.iterate()) {
				some.push(row);
				if (some.length < rowsAtOnce) continue;
				yield some;
				some = [];
			}
			if (some.length > 0) yield some;
		},
		async insert({ name, columns }, rows) {
			const values = columns.map(() => '?').join(', ');
			const one = connection.prepare(`insert into "${name}" (${quoted(columns)}) values (${values})`);
			for (const row of rows) one.run(...row);
		},
		async complete() {
			connection.exec("insert into report_words (report_words) values ('rebuild')");
		},
		async finish() {},
		...own,
	};
	return { end, tables };
}

function tablesOf(connection: Sqlite.Database): TransferTable[] {
	const names = connection
		.prepare<[], string>("select name from sqlite_master where type = 'table' order by name")
		.pluck()
		.all()
		.filter((name) => !own.test(name));
	const referredTo = (name: string) =>
		(connection.pragma(`foreign_key_list("${name}")`) as Array<{ table: string }>).map(({ table }) => table);
	const ordered: string[] = [];
	const add = (name: string) => {
		if (ordered.includes(name)) return;
		for (const other of referredTo(name)) if (other !== name) add(other);
		ordered.push(name);
	};
	for (const name of names) add(name);
	const columnsOf = (name: string) =>
		(connection.pragma(`table_info("${name}")`) as Array<{ name: string }>).map((column) => column.name);
	return ordered.map((name) => ({ name, columns: columnsOf(name) }));
}

function lock(file: string): () => void {
	try {
		return lockFolder(dirname(file));
	} catch (error) {
		if (error instanceof FolderTaken) throw new DatabaseInUse(file, { cause: error });
		throw error;
	}
}

/** With what the engine keeps beside it. */
function removeFile(file: string): void {
	for (const ending of ['', '-wal', '-shm']) rmSync(file + ending, { force: true });
}

function syncFile(path: string): void {
	const opened = openSync(path, 'r');
	fsyncSync(opened);
	closeSync(opened);
}

const quoted = (columns: string[]) => columns.map((column) => `"${column}"`).join(', ');
