import type { Finding } from './finding.ts';
import type { Folded } from './fold.ts';
import { Gap, type Run, windowsOf } from './runs.ts';
import { wordBefore } from './word-before.ts';

/** How the numbers of cards begin that are used in China. */
const issuers = /^(?:62|81|4|5[1-5]|3[4-7]|60|6[4-9]|9)/;
const domestic = /^62/;
const anything = /^/;
const words = /卡号|账号|帐号|账户|帐户|银行|储蓄/;
const lengths = [19, 18, 17, 16];

/** Bank cards, told from other long numbers by their check digit (Luhn). */
export function findBankCards(folded: Folded, runs: Run[]): Finding[] {
	return runs.flatMap((run) => {
		const likely = wordBefore(folded, run.at[0] ?? 0, words) ? anything : domestic;
		return lengths.flatMap((length) => [
			...windowsOf(folded, run, length, issuers)
				.filter(({ digits, gap }) => luhn(digits) && gap !== Gap.between)
				.map(({ from, to }): Finding => ({ kind: 'bank-card', grade: 'certain', from, to })),
			...windowsOf(folded, run, length, likely).map(
				({ from, to }): Finding => ({ kind: 'bank-card', grade: 'possible', from, to }),
			),
		]);
	});
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
