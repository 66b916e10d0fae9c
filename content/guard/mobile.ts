import type { Finding } from './finding.ts';
import type { Folded } from './fold.ts';
import { Gap, isEdge, type Run, windowAt } from './runs.ts';

const mobile = /^1[3-9]\d{9}$/;
/** What may be dialled before it, without a space. */
const prefixes = ['', '0', '86', '086', '0086', '17951', '12593'];
const length = 11;

/** Mobile numbers, however their digits are written and kept apart. */
export function findMobiles(folded: Folded, runs: Run[]): Finding[] {
	return runs.flatMap((run) =>
		Array.from(run.digits, (_digit, start) => mobileAt(folded, run, start)).flatMap((finding) => finding ?? []),
	);
}

function mobileAt(folded: Folded, run: Run, start: number): Finding | undefined {
	const end = start + length;
	if (!mobile.test(run.digits.slice(start, end)) || !isEdge(run, end, end)) return undefined;
	const free = prefixes.some(
		(prefix) =>
			start >= prefix.length &&
			run.digits.slice(start - prefix.length, start) === prefix &&
			isEdge(run, start - prefix.length, start - prefix.length - 1),
	);
	const window = free ? windowAt(folded, run, start, length) : undefined;
	if (!window) return undefined;
	// Numbers of a list that only together have eleven digits are no more than possible.
	return {
		kind: 'mobile',
		grade: window.gap === Gap.between ? 'possible' : 'certain',
		from: window.from,
		to: window.to,
	};
}
