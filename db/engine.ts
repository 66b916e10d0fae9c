/** The database engines that a portal runs on. */
export type Engine = 'sqlite' | 'postgres';

/** Whether this names a PostgreSQL database, or one that speaks its protocol. */
export function isPostgresUrl(where: string): boolean {
	return /^postgres(ql)?:\/\//.test(where);
}

/** Chosen once, at the start of the process: tables are built for one engine, and only its database can be opened. */
export const engine: Engine = isPostgresUrl(process.env['DATABASE_URL'] ?? '') ? 'postgres' : 'sqlite';
