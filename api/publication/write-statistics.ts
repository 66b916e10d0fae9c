import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { asc } from 'drizzle-orm';
import { dump } from 'js-yaml';
import { MonthStatistics } from '../../content/schema/statistics.ts';
import { reports } from '../../db/schema/reports.ts';
import type { Deps } from '../deps.ts';
import { dayOf } from '../time.ts';
import { countMonth } from './count-month.ts';
import { writeWhole } from './write-whole.ts';

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
	for (const month of finishedMonths(dayOf(new Date(first.at)), dayOf(deps.now()))) {
		const text = dump(MonthStatistics.parse(await countMonth(deps, month)));
		const path = join(recordDir, 'statistics', `${month}.yaml`);
		if (existsSync(path) && sameFigures(readFileSync(path, 'utf8'), text)) continue;
		await writeWhole(path, text);
		changed = true;
	}
	return changed;
}

/** Months from the one of `first` up to the one before that of `today`, oldest first. */
function finishedMonths(first: string, today: string): string[] {
	const [year = 0, month = 0] = today.split('-').map(Number);
	return Array.from({ length: monthsBack }, (_, back) => {
		return new Date(Date.UTC(year, month - 1 - (monthsBack - back), 1)).toISOString().slice(0, 7);
	}).filter((each) => each >= first.slice(0, 7));
}

/** Only the day differs: not worth another publication. */
function sameFigures(before: string, after: string): boolean {
	const figures = (text: string) => text.replace(/^asOf: .*$/m, '');
	return figures(before) === figures(after);
}
