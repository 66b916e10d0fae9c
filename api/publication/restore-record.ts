import { existsSync, readdirSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { and, asc, gt, isNotNull } from 'drizzle-orm';
import { load } from 'js-yaml';
import { MonthStatistics } from '../../content/schema/statistics.ts';
import { batches, results } from '../../db/schema/publication.ts';
import type { Deps } from '../deps.ts';
import { coverText } from './batches/write-cover.ts';
import { recordText } from './write-record.ts';
import { writeWhole } from './write-whole.ts';

const atOnce = 500;

/**
 * Writes each public file again that is lost, cut or not as it was approved: the database has them all. Figures that
 * cannot be read are removed, to be counted anew. Resolves with how many files were not as they should be.
 */
export async function restoreRecord({ db }: Pick<Deps, 'db'>, recordDir: string): Promise<number> {
	let restored = 0;
	for (const [folder, table, textOf] of kinds) {
		let after = '';
		for (;;) {
			const rows = await db.read
				.select({ id: table.id, record: table.record })
				.from(table)
				.where(and(isNotNull(table.record), gt(table.id, after)))
				.orderBy(asc(table.id))
				.limit(atOnce);
			for (const { record } of rows) if (await restoreFile(join(recordDir, folder), textOf(record ?? ''))) restored++;
			after = rows.at(-1)?.id ?? '';
			if (rows.length < atOnce) break;
		}
	}
	return restored + (await removeBrokenFigures(join(recordDir, 'statistics')));
}

/** Results before the batches that name them: a build may begin in between. */
const kinds = [
	['results', results, recordText],
	['batches', batches, coverText],
] as const;

/** Writes one file unless it is there as it should be. Resolves with whether it was not. */
export async function restoreFile(folder: string, { name, text }: { name: string; text: string }): Promise<boolean> {
	const path = join(folder, name);
	if (existsSync(path) && (await readFile(path, 'utf8')) === text) return false;
	await writeWhole(path, text);
	return true;
}

async function removeBrokenFigures(folder: string): Promise<number> {
	let removed = 0;
	for (const name of existsSync(folder) ? readdirSync(folder) : []) {
		if (!name.endsWith('.yaml') || isWhole(await readFile(join(folder, name), 'utf8'))) continue;
		await rm(join(folder, name));
		removed++;
	}
	return removed;
}

function isWhole(text: string): boolean {
	try {
		return MonthStatistics.safeParse(load(text)).success;
	} catch {
		return false;
	}
}
