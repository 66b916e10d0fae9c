import { createHash } from 'node:crypto';
import { isPostgresUrl } from '../engine.ts';
import type { Source, Target, TransferRow, TransferTable } from './ends.ts';
import { postgresSource, postgresTarget } from './postgres-end.ts';
import { sqliteSource, sqliteTarget } from './sqlite-end.ts';

/** What came over is not what was there. Nothing of it was kept. */
export class TransferBroken extends Error {
	override readonly name = 'TransferBroken';
}

/** Tells how far a table is. */
export type Progress = (table: string, done: number, all: number) => void;

/**
 * Copies a whole database from one engine to the other, one being a file and one a postgres:// URL, and compares every
 * row of it afterwards. The target gets everything or nothing. Returns the numbers of tables and rows. Throws
 * DatabaseInUse, TargetNotEmpty, TransferBroken, and what opening either of them throws.
 */
export async function transferDatabase(
	from: string,
	to: string,
	progress: Progress,
): Promise<{ tables: number; rows: number }> {
	if (isPostgresUrl(from) === isPostgresUrl(to)) throw new Error('one of the two is a file, the other a server');
	const { source, target, tables } = isPostgresUrl(to) ? await toServer(from, to) : await toFile(from, to);
	try {
		let rows = 0;
		for (const table of tables) rows += await copyTable(source, target, table, progress);
		await target.complete();
		await target.finish();
		return { tables: tables.length, rows };
	} finally {
		await target.close();
		await source.close();
	}
}

async function toServer(from: string, to: string) {
	const { end: source, tables } = await sqliteSource(from);
	try {
		return { source, tables, target: await postgresTarget(to, tables) };
	} catch (error) {
		await source.close();
		throw error;
	}
}

async function toFile(from: string, to: string) {
	const { end: target, tables } = await sqliteTarget(to);
	try {
		return { target, tables, source: await postgresSource(from, tables) };
	} catch (error) {
		await target.close();
		throw error;
	}
}

async function copyTable(source: Source, target: Target, table: TransferTable, progress: Progress): Promise<number> {
	const all = await source.count(table);
	const sent = new RowSum();
	progress(table.name, 0, all);
	for await (const rows of source.rows(table)) {
		await target.insert(table, rows);
		sent.add(rows);
		progress(table.name, sent.rows, all);
	}
	const arrived = new RowSum();
	for await (const rows of target.rows(table)) arrived.add(rows);
	if (sent.rows !== all || !sent.equals(arrived)) throw new TransferBroken(table.name);
	return all;
}

/** The sum of the digests of rows: the same for the same rows in any order, as engines return them in different ones. */
class RowSum {
	rows = 0;
	private sum = 0n;

	add(rows: TransferRow[]): void {
		for (const row of rows) {
			const digest = createHash('sha256').update(JSON.stringify(row)).digest('hex');
			this.sum = BigInt.asUintN(256, this.sum + BigInt(`0x${digest}`));
		}
		this.rows += rows.length;
	}

	equals(other: RowSum): boolean {
		return this.rows === other.rows && this.sum === other.sum;
	}
}
