import { findPrivate } from './find-private.ts';
import type { Finding } from './finding.ts';
import { fold } from './fold.ts';
import { digitOf } from './numerals.ts';

/** Only a text with one of these or with that many digits can hold anything certain: the rest is not looked at twice. */
const words =
	/@|艾特|at[)\]}>】」]|信|qq|wx|vx|wechat|扣|企鹅|抖音|快手|钉钉|尾号|末号|位|证|照|户口|举报|反映|投诉|来访|来电|报案|报料|检举|控告|上访|揭发/;
const fewestDigits = 9;

/** What has no place in public whatever anybody says for it. Cheap for the thousands of texts of a whole site. */
export function findCertain(text: string): Finding[] {
	const meant = fold(text).text.replace(/\s/g, '');
	if (!words.test(meant) && countDigits(meant) < fewestDigits) return [];
	return findPrivate(text).filter(({ grade }) => grade === 'certain');
}

function countDigits(text: string): number {
	let digits = 0;
	for (let index = 0; index < text.length && digits < fewestDigits; index++) {
		if (digitOf(text.charAt(index))) digits += 1;
	}
	return digits;
}
