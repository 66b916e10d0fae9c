import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { asc } from 'drizzle-orm';
import { dump } from 'js-yaml';
import { dayOf } from '../../../content/facts/time.ts';
import { MonthStatistics } from '../../../content/schema/statistics.ts';
import { reports } from '../../../db/schema/reports.ts';
import type { Deps } from '../../deps.ts';
import { writeAtomically } from '../../files/write-atomically.ts';
import { countMonth } from './count-month.ts';

/** Id of a month. */
export const monthId = /^\d{4}-(0[1-9]|1[0-2])$/;
/** In front of the id of a month whose figures could not be read any more. */
export const lostPrefix = '.lost-';

/** Months are published for two years back; what became of older ones no longer changes much. */
const monthsBack = 24;

/**
 * Writes the figures of every finished month to data/record/statistics; the running month stays unpublished.
 * Returns true when a file changed, so that the site is rebuilt only then.
 */
export async function writeStatistics(deps: Deps, recordDir: string): Promise<boolean> {
	const [first] = await deps.db.read
		.select({ at: reports.receivedAt })
		.from(reports)
		.orderBy(asc(reports.receivedAt))
		.limit(1);
	if (!first) return false;
	let changed = false;
	const folder = join(recordDir, 'statistics');
	const today = dayOf(deps.now());
	const lost = lostMonths(folder).filter((id) => id < today.slice(0, 7));
	for (const id of new Set([...lost, ...finishedMonths(dayOf(new Date(first.at)), today)])) {
		const text = dump(MonthStatistics.parse(await countMonth(deps, id)));
		const path = join(folder, `${id}.yaml`);
		if (existsSync(path) && sameFigures(readFileSync(path, 'utf8'), text)) continue;
		await writeAtomically(path, text);
		changed = true;
	}
	for (const id of lost) {
		await rm(join(folder, `${lostPrefix}${id}`));
		deps.log.warn({ event: 'statistics.counted-anew', month: id });
	}
	return changed;
}

/** Months whose figures were lost, also those of before the two years. */
function lostMonths(folder: string): string[] {
	if (!existsSync(folder)) return [];
	const ids = readdirSync(folder).map((name) => (name.startsWith(lostPrefix) ? name.slice(lostPrefix.length) : ''));
	return ids.filter((id) => monthId.test(id)).sort();
}

/** Months from the one of `first` up to the one before that of `today`, oldest first. */
function finishedMonths(first: string, today: string): string[] {
	const [year = 0, number = 0] = today.split('-').map(Number);
	return Array.from({ length: monthsBack }, (_, back) => {
		return new Date(Date.UTC(year, number - 1 - (monthsBack - back), 1)).toISOString().slice(0, 7);
	}).filter((each) => each >= first.slice(0, 7));
}

/** Only the day differs: not worth another publication. */
function sameFigures(before: string, after: string): boolean {
	const figures = (text: string) => text.replace(/^asOf: .*$/m, '');
	return figures(before) === figures(after);
}
