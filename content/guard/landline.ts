import type { Finding } from './finding.ts';
import type { Folded } from './fold.ts';
import { type Run, windowsOf } from './runs.ts';
import { wordBefore } from './word-before.ts';

const withAreaCode = /^(?:(?:10|2\d)[2-8]\d{7}|[3-9]\d{2}[2-8]\d{6,7})$/;
const local = /^[2-8]\d{6,7}$/;
const trunk = /^(?:0086|86|0)/;
const words = /电话|联系|拨打|致电|来电|热线|传真|座机|号码|手机|tel|phone/;

/** Landlines: with their area code, or a few digits after a word for a phone. It may be that of an office on duty. */
export function findLandlines(folded: Folded, runs: Run[]): Finding[] {
	return runs.flatMap((run) =>
		[13, 12, 11, 10, 8, 7].flatMap((length) =>
			windowsOf(folded, run, length, length > 8 ? trunk : local).flatMap(({ digits, start, from, to }): Finding[] => {
				const [prefix] = trunk.exec(digits) ?? [];
				const national = prefix !== undefined && withAreaCode.test(digits.slice(prefix.length));
				const called = local.test(digits) && wordBefore(folded, run.at[start] ?? 0, words);
				return national || called ? [{ kind: 'landline', grade: 'possible', from, to }] : [];
			}),
		),
	);
}
