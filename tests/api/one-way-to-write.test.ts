import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/**
 * Files of api that write to a table through its name in db/schema: `insert(table)`, `update(table)`, `delete(table)`, and
 * `inserter(table)`, which is an insert.
 */
function writers(table: string): Record<string, string[]> {
	const found: Record<string, string[]> = {};
	for (const file of readdirSync('api', { recursive: true, encoding: 'utf8' }).sort()) {
		if (!file.endsWith('.ts')) continue;
		const source = readFileSync(join('api', file), 'utf8');
		for (const [, how = 'insert'] of source.matchAll(
			new RegExp(`(?:\\.(insert|update|delete)|\\binserter)\\(\\s*${table}\\s*\\)`, 'g'),
		)) {
			found[how] = [...new Set([...(found[how] ?? []), file.replaceAll('\\', '/')])];
		}
	}
	return found;
}

test('a report is made in one place, and moved in one place alone', () => {
	expect(writers('reports')).toEqual({
		insert: ['report/begin-report.ts'],
		// The second and the third keep one column each, and are called by the first.
		update: ['report/alarms/follow-alarm.ts', 'report/by-pass/by-passes.ts', 'report/record-event.ts'],
	});
	expect(writers('events')).toEqual({ insert: ['report/insert-event.ts'] });
	expect(writers('tallies')).toEqual({ insert: ['report/count-report.ts'] });
	// The text that staff search is written with its index, in db/search.ts.
	expect(writers('reportTexts')).toEqual({});
});

test('what two people publish is written by their chain', () => {
	expect(writers('publications')).toEqual({
		insert: ['publication/chain/draft.ts', 'publication/chain/revise.ts'],
		update: [
			'publication/chain/approve.ts',
			'publication/chain/change.ts',
			// No state: what is left of a withdrawn record, the mark of a case under review, and whose case it is now.
			'publication/record/reduce-withdrawn.ts',
			'publication/results/mark-reviewed.ts',
			'report/by-pass/leave-county.ts',
			'report/record-event.ts',
		],
		delete: ['publication/chain/discard.ts'],
	});
});

test('the log and the jobs are written by one function each', () => {
	// The log is lengthened by db/audit-log.ts, which audit/write.ts alone asks to.
	expect(writers('audit')).toEqual({});
	expect(writers('outbox')).toEqual({
		insert: ['outbox/outbox.ts'],
		update: ['delivery/deliver.ts', 'delivery/retry.ts'],
	});
});
