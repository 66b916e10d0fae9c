import type { StaffDeps } from '../deps.ts';
import { type FieldProblem, invalid } from '../errors.ts';
import type { Report } from '../handling/record-event.ts';
import type { DraftBody } from './draft.ts';

/** As many characters in a row as the reporter wrote count as their wording. */
const wordingLength = 12;

/** So many last digits of a phone are known again, with or without country or area code. */
const phoneDigits = 7;

/**
 * Nothing of the reporter is published: not the receipt number, name, phone or e-mail, not their wording
 * (信访工作条例 30, 46; 矿产资源法 57). Throws invalid at each text that holds some of it.
 */
export async function refuseLeaks(
	deps: StaffDeps,
	report: Report,
	texts: Array<[path: string, text: string]>,
): Promise<void> {
	const statement = plain(await deps.unsealer.open(report.sealedStatement));
	const identity = report.sealedIdentity ? JSON.parse(await deps.unsealer.open(report.sealedIdentity)) : {};
	const phone = identity.phone?.replace(/\D/g, '').slice(-phoneDigits);
	const secrets = [report.number, identity.name, phone, identity.email]
		.map((value) => plain(value ?? ''))
		.filter((value) => value.length >= 2);
	const problems = texts.flatMap(([path, text]): FieldProblem[] => {
		const given = plain(text);
		if (secrets.some((secret) => given.includes(secret))) {
			return [{ path, message: '含有受理编号或举报人的姓名、联系方式，请删去' }];
		}
		if (sharesWording(given, statement)) {
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

/** Without the marks and spaces that hide sameness. */
function plain(text: string): string {
	return text
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[\s\p{P}]/gu, '');
}

function sharesWording(given: string, statement: string): boolean {
	for (let i = 0; i + wordingLength <= given.length; i++) {
		if (statement.includes(given.slice(i, i + wordingLength))) return true;
	}
	return false;
}
