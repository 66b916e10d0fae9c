import type { TestProject } from 'vitest/node';
import { openPool } from '../../db/postgres/connect.ts';
import { bringUpToDate } from '../../db/postgres/migrate.ts';
import { startServer, template } from './server.ts';

/** One server for all tests of a run, and on it a database with all tables to copy. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const server = await startServer();
	const admin = openPool(server.url('postgres'), 'write');
	await admin.query(`create database ${template}`);
	await admin.end();
	const pool = openPool(server.url(template), 'write');
	await bringUpToDate(pool);
	await pool.end();
	project.provide('postgres', server.url('postgres'));
	return server.stop;
}
