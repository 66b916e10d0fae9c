import type { Finding } from './finding.ts';
import type { Folded } from './fold.ts';
import { Gap, type Run, windowsOf } from './runs.ts';
import { wordBefore } from './word-before.ts';

/** How the numbers of cards begin that are used in China. */
const issuers = /^(?:62|81|4|5[1-5]|3[4-7]|60|6[4-9]|9)/;
const words = /卡号|账号|帐号|账户|帐户|银行|储蓄/;
const lengths = [19, 18, 17, 16];

/** Bank cards, told from other long numbers by their check digit (Luhn). */
export function findBankCards(folded: Folded, runs: Run[]): Finding[] {
	return runs.flatMap((run) =>
		lengths.flatMap((length) =>
			windowsOf(folded, run, length).flatMap((window): Finding[] => {
				const { digits, gap, from, to } = window;
				const fits = issuers.test(digits) && luhn(digits) && gap !== Gap.between;
				const likely = /^62/.test(digits) || wordBefore(folded, run.at[window.start] ?? 0, words);
				return fits || likely ? [{ kind: 'bank-card', grade: fits ? 'certain' : 'possible', from, to }] : [];
			}),
		),
	);
}

function luhn(digits: string): boolean {
	const sum = Array.from(digits)
		.reverse()
		.reduce((total, digit, index) => {
			const value = index % 2 === 0 ? Number(digit) : Number(digit) * 2;
			return total + (value > 9 ? value - 9 : value);
		}, 0);
	return sum % 10 === 0;
}
