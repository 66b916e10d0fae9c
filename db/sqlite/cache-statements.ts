import type Sqlite from 'better-sqlite3';

const mostCached = 300;

/** Compiles each statement once: with the triggers behind a table, that takes longer than running it. */
export function cacheStatements(connection: Sqlite.Database): void {
	const compile = connection.prepare.bind(connection);
	const cached = new Map<string, Sqlite.Statement>();
	const prepare = (sql: string) => {
		const statement = cached.get(sql) ?? compile(sql);
		// Moved to the end, so that the least recently used go first; the row format is set anew for each use.
		cached.delete(sql);
		cached.set(sql, statement);
		for (const oldest of cached.keys()) {
			if (cached.size <= mostCached) break;
			cached.delete(oldest);
		}
		return statement.reader ? statement.raw(false) : statement;
	};
	connection.prepare = prepare as typeof connection.prepare;
}
