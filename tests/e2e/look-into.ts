import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import pg from 'pg';

/** Looks into the database of a running portal as an operator may, beside it. */
export interface Look {
	rows(sql: string): Promise<Record<string, unknown>[]>;
	close(): Promise<void>;
}

/** `server`: URL of a PostgreSQL database; left out, it is the file in the data folder. */
export async function lookInto(dataDir: string, server?: string): Promise<Look> {
	if (!server) {
		const file = new Sqlite(join(dataDir, 'portal.db'), { readonly: true });
		return {
			rows: async (sql) => file.prepare<[], Record<string, unknown>>(sql).all(),
			close: async () => void file.close(),
		};
	}
	const client = new pg.Client({ connectionString: server });
	await client.connect();
	return { rows: async (sql) => (await client.query(sql)).rows, close: () => client.end() };
}
