import pg from 'pg';
import { inject } from 'vitest';
import { engine } from '../../db/engine.ts';
import { template } from './server.ts';

declare module 'vitest' {
	interface ProvidedContext {
		/** URL of a database on the server of this run that is never used itself; undefined with SQLite. */
		postgres: string | undefined;
	}
}

/** Made once for each folder: a portal that is opened again finds what it left. */
const byFolder = new Map<string, string>();
let made = 0;

/** The DATABASE_URL of the portal in a data folder, with a database of its own; undefined with SQLite. */
export async function databaseFor(dataDir: string): Promise<string | undefined> {
	if (engine !== 'postgres') return undefined;
	const known = byFolder.get(dataDir);
	if (known) return known;
	made++;
	const name = `portal_${process.pid}_${made}`;
	// Copied as files: quicker than through the log where nothing must survive.
	await onServer(`create database ${name} template ${template} strategy file_copy`);
	const url = urlOf(name);
	byFolder.set(dataDir, url);
	return url;
}

/** Removes the database of a folder, whoever is still connected. */
export async function dropDatabaseOf(dataDir: string): Promise<void> {
	const url = byFolder.get(dataDir);
	if (!url) return;
	byFolder.delete(dataDir);
	await onServer(`drop database ${new URL(url).pathname.slice(1)} with (force)`);
}

function urlOf(database: string): string {
	const server = inject('postgres');
	if (!server) throw new Error('no server was started for these tests');
	return new URL(database, server).href;
}

let connected: Promise<pg.Client> | undefined;

/** Runs a statement as the owner of the server, outside all portals. */
export async function onServer(statement: string): Promise<void> {
	connected ??= connect();
	await (await connected).query(statement);
}

async function connect(): Promise<pg.Client> {
	const client = new pg.Client({ connectionString: urlOf('postgres') });
	await client.connect();
	return client;
}
