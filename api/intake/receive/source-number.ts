import { inArray } from 'drizzle-orm';
import type { Reader, Transaction } from '../../../db/database.ts';
import { sourceNumbers } from '../../../db/schema/intake.ts';
import { invalid } from '../../http/errors.ts';
import { code } from '../../http/text.ts';

/** The number of the 12345 line, as its lists write it: letters, digits, hyphens. */
export const SourceNumber = code()
	.overwrite((text) => text.replace(/\s/g, '').toUpperCase())
	.regex(/^[A-Z0-9-]{4,40}$/, '12345 编号只含字母、数字和连字符，4 到 40 位');

export const alreadyTaken = '这个 12345 编号已经登记过，不能重复登记';

/** Which of these numbers were taken in before. */
export async function knownNumbers(from: Reader | Transaction, numbers: string[]): Promise<Set<string>> {
	const found = await from
		.select({ number: sourceNumbers.number })
		.from(sourceNumbers)
		.where(inArray(sourceNumbers.number, numbers));
	return new Set(found.map(({ number }) => number));
}

/** One hand-over is one report. Throws invalid at `sourceNumber`. */
export async function refuseKnownNumber(from: Reader | Transaction, number: string): Promise<void> {
	const known = await knownNumbers(from, [number]);
	if (known.has(number)) throw invalid({ path: 'sourceNumber', message: alreadyTaken });
}
