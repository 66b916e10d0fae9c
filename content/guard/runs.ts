import type { Folded } from './fold.ts';
import { digitOf } from './numerals.ts';

/** What stands between two digits: nothing, marks that keep one number apart, or marks that part numbers of a list. */
export const Gap = { none: 0, within: 1, between: 2 } as const;

/** Digits with nothing but marks and spaces between them. */
export interface Run {
	digits: string;
	/** Where each digit stands in the folded text. */
	at: number[];
	/** What stands before each digit. */
	gaps: number[];
	/** Whether it is a letter that looks like a digit. */
	looks: boolean[];
}

/** A stretch of a run that begins and ends where a number may. */
export interface Window {
	digits: string;
	/** Place of its first digit in the run. */
	start: number;
	/** The widest gap inside. */
	gap: number;
	from: number;
	to: number;
}

const listMarks = /[,、;。:\n]/;
const letterOrNumber = /[\p{L}\p{N}]/u;

/** All runs of a folded text. */
export function runsOf(folded: Folded): Run[] {
	const runs: Run[] = [];
	let run: Run | undefined;
	let gap: number = Gap.none;
	for (let index = 0; index < folded.text.length; index++) {
		const character = folded.text.charAt(index);
		const found = digitOf(character);
		if (found) {
			if (!run) {
				run = { digits: '', at: [], gaps: [], looks: [] };
				runs.push(run);
			}
			run.digits += found.digit;
			run.at.push(index);
			run.gaps.push(gap);
			run.looks.push(found.looksLike);
			gap = Gap.none;
		} else if (letterOrNumber.test(character)) {
			run = undefined;
			gap = Gap.none;
		} else if (run) {
			gap = Math.max(gap, listMarks.test(character) ? Gap.between : Gap.within);
		}
	}
	return runs;
}

/** The stretches of `length` digits like a pattern that stand for themselves: no digit directly before or after. */
export function windowsOf(folded: Folded, run: Run, length: number, like: RegExp): Window[] {
	const windows: Window[] = [];
	for (let start = 0; start + length <= run.digits.length; start++) {
		const last = start + length - 1;
		if (!isEdge(run, start, start - 1) || !isEdge(run, last + 1, last + 1)) continue;
		if (!like.test(run.digits.slice(start, start + length))) continue;
		const window = windowAt(folded, run, start, length);
		if (window) windows.push(window);
	}
	return windows;
}

/** `length` digits from `start` on; undefined where most of them only look like digits. */
export function windowAt(folded: Folded, run: Run, start: number, length: number): Window | undefined {
	if (start + length > run.digits.length) return undefined;
	const looks = run.looks.slice(start, start + length).filter(Boolean).length;
	if (looks * 2 > length) return undefined;
	return {
		digits: run.digits.slice(start, start + length),
		start,
		gap: Math.max(Gap.none, ...run.gaps.slice(start + 1, start + length)),
		from: folded.from[run.at[start] ?? 0] ?? 0,
		to: folded.to[run.at[start + length - 1] ?? 0] ?? 0,
	};
}

/** A number may begin or end before digit `at`, beside which `beside` stands. */
export function isEdge(run: Run, at: number, beside: number): boolean {
	return at <= 0 || at >= run.digits.length || (run.gaps[at] ?? 0) > Gap.none || (run.looks[beside] ?? false);
}
