import { isCreditCode } from './credit-code.ts';
import type { Finding, Grade } from './finding.ts';
import type { Folded } from './fold.ts';
import { isProvince } from './province.ts';
import { isEdge, type Run, type Window, windowAt, windowsOf } from './runs.ts';
import { wordBefore } from './word-before.ts';

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checks = '10X98765432';
const words = /身份证|身份号码|公民身份|证件号/;
/** What is written for the check character X. */
const cross = /[xхχ×✕✖✗乂]/;
/** How the numbers begin: at least the first digit is that of a part of the country. */
const region = /^[1-8]/;
/** Only these offices give credit codes whose first digits could also be those of an ID card. */
const civilOffices = '158';

/** The check character of the first 17 digits of an ID number (GB 11643). */
export function idCheck(digits: string): string {
	const sum = weights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
	return checks.charAt(sum % 11);
}

/** ID numbers of 18 and of the former 15 digits. */
export function findIdCards(folded: Folded, runs: Run[]): Finding[] {
	return runs.flatMap((run) => {
		const named = wordBefore(folded, run.at[0] ?? 0, words);
		const found = [
			...windowsOf(folded, run, 18, region),
			...crossed(folded, run),
			...windowsOf(folded, run, 15, region),
		];
		return found.flatMap(({ digits, from, to }): Finding[] => {
			const grade = digits.length === 15 ? formerGrade(digits) : gradeOf(digits);
			const sure = named && !isCreditCode(digits) ? 'certain' : grade;
			return sure ? [{ kind: 'id-card', grade: sure, from, to }] : [];
		});
	});
}

/** Numbers that end in X, which no run of digits holds. */
function crossed(folded: Folded, run: Run): Window[] {
	const windows: Window[] = [];
	for (let start = 0; start + 17 <= run.digits.length; start++) {
		if (!isEdge(run, start, start - 1) || !isEdge(run, start + 17, start + 17)) continue;
		if (!region.test(run.digits.charAt(start))) continue;
		const at = crossAfter(folded.text, (run.at[start + 16] ?? 0) + 1);
		const window = at === undefined ? undefined : windowAt(folded, run, start, 17);
		if (window) windows.push({ ...window, digits: `${window.digits}X`, to: folded.to[at ?? 0] ?? window.to });
	}
	return windows;
}

function crossAfter(text: string, from: number): number | undefined {
	for (let index = from; index < text.length; index++) {
		const character = text.charAt(index);
		if (cross.test(character)) return /[a-z0-9]/.test(text.charAt(index + 1)) ? undefined : index;
		if (/[\p{L}\p{N}]/u.test(character)) return undefined;
	}
	return undefined;
}

function gradeOf(number: string): Grade | undefined {
	if (!isProvince(number.slice(0, 2)) || !isBirthday(number.slice(6, 14))) return undefined;
	if (idCheck(number) !== number[17]) return isCreditCode(number) ? undefined : 'possible';
	// Both check digits fit once in many thousand codes: then a person decides.
	return isCreditCode(number) && civilOffices.includes(number.charAt(0)) ? 'possible' : 'certain';
}

/** The former numbers had no check digit, the former numbers of businesses (GS 15) had one. */
function formerGrade(number: string): Grade | undefined {
	if (!isProvince(number.slice(0, 2)) || !isBirthday(`19${number.slice(6, 12)}`)) return undefined;
	return isBusinessNumber(number) ? 'possible' : 'certain';
}

function isBusinessNumber(number: string): boolean {
	let product = 10;
	for (const digit of number.slice(0, 14)) product = (((product + Number(digit)) % 10 || 10) * 2) % 11;
	return (product + Number(number[14])) % 10 === 1;
}

function isBirthday(digits: string): boolean {
	const [year, month, day] = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6, 8)].map(Number);
	if (!year || !month || !day || year < 1900 || year > 2099) return false;
	const date = new Date(Date.UTC(year, month - 1, day));
	return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
