import type { Folded } from './fold.ts';
import { matches } from './matches.ts';
import { isProvince } from './province.ts';

const characters = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const shape = /^[1-9ANYG][1-59]\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/;

/** True for a unified social credit code (GB 32100) with the right check character: a public fact of its holder. */
export function isCreditCode(code: string): boolean {
	if (!shape.test(code) || !isProvince(code.slice(2, 4))) return false;
	return creditCheck(code.slice(0, 17)) === code[17];
}

/** The check character of the first 17 characters of a credit code. */
export function creditCheck(code: string): string {
	const sum = weights.reduce((total, weight, index) => total + weight * characters.indexOf(code.charAt(index)), 0);
	return characters.charAt((31 - (sum % 31)) % 31);
}

/** Codes of companies and numbers of mining rights in a folded text: public facts, however they are spaced. */
export function publicCodes(folded: Folded): Array<{ from: number; to: number }> {
	return [...creditCodes(folded), ...matches(folded, miningRight)];
}

/** 采矿许可证号 and 探矿权 numbers: a letter and 22 digits. */
const miningRight = /(?<![a-z0-9])[ct](?:[ .-]{0,2}\d){22}(?!\d)/g;
const oneCode = /(?<![a-z0-9])[0-9a-hj-npqrtuwxy](?:[ .-]{0,2}[0-9a-hj-npqrtuwxy]){17}/g;

function creditCodes(folded: Folded): Array<{ from: number; to: number }> {
	return matches(folded, oneCode).filter(
		({ words, index }) =>
			isCreditCode(words.replace(/[ .-]/g, '').toUpperCase()) &&
			// A discharge permit is the code of its holder with three figures and a letter.
			/^(?:\d{3}[a-z])?(?![a-z0-9])/.test(folded.text.slice(index + words.length, index + words.length + 5)),
	);
}
