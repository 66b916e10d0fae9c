import type { StaffDeps } from '../deps.ts';
import { type FieldProblem, invalid } from '../errors.ts';
import type { Report } from '../handling/record-event.ts';
import type { DraftBody } from './draft.ts';
import { sentByReporters } from './sent-by-reporters.ts';

/** As many characters in a row as the reporter wrote count as their wording. */
const wordingLength = 12;

/** So many last digits of a phone are known again, with or without country or area code. */
const phoneDigits = 7;

/**
 * Nothing of a reporter is published: not the receipt number, name, phone or e-mail, not their wording
 * (信访工作条例 30, 46; 矿产资源法 57). Throws invalid at each text that holds some of it.
 */
export async function refuseLeaks(
	deps: StaffDeps,
	report: Report,
	texts: Array<[path: string, text: string]>,
): Promise<void> {
	const sent = await sentByReporters(deps, report);
	const words = sent.words.map(plain);
	const secrets = [...sent.secrets.map(plain), ...[...sent.phones, ...words.flatMap(mobiles)].map(lastDigits)].filter(
		(value) => value.length >= 2,
	);
	const problems = texts.flatMap(([path, text]): FieldProblem[] => {
		const given = plain(text);
		if (secrets.some((secret) => given.includes(secret))) {
			return [{ path, message: '含有受理编号或举报人的姓名、联系方式，请删去' }];
		}
		if (words.some((theirs) => sharesWording(given, theirs))) {
			return [{ path, message: `含有举报人的原话（连续 ${wordingLength} 个字以上相同），请改用办案人员的话叙述` }];
		}
		return [];
	});
	if (problems.length > 0) throw invalid(...problems);
}

/** Everything of a draft that people will read, with where it stands. */
export function textsOf({ measures, ...rest }: DraftBody): Array<[path: string, text: string]> {
	const flat = { ...rest, ...Object.fromEntries(Object.entries(measures).map(([k, v]) => [`measures.${k}`, v])) };
	return Object.entries(flat).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
}

/** Mobile numbers that somebody left in their words. */
function mobiles(words: string): string[] {
	return words.match(/(?<!\d)1[3-9]\d{9}(?!\d)/g) ?? [];
}

function lastDigits(phone: string): string {
	return phone.replace(/\D/g, '').slice(-phoneDigits);
}

/** Without the marks and spaces that hide sameness. */
function plain(text: string): string {
	return text
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[\s\p{P}]/gu, '');
}

function sharesWording(given: string, theirs: string): boolean {
	for (let i = 0; i + wordingLength <= given.length; i++) {
		if (theirs.includes(given.slice(i, i + wordingLength))) return true;
	}
	return false;
}
