import { z } from 'zod';
import { readEmail, readPhone } from '../../content/facts/contact-forms.ts';
import { withoutGroups } from '../../content/facts/digits.ts';
import { halfWidth, lengthOf, plainLine, plainLines } from '../../content/facts/plain-text.ts';

/** Rules for a text, with the sentences for texts that break them. */
interface TextRules {
	/** Name of the text in the sentence for one that is too long, e.g. 理由. */
	name: string;
	/** Characters at least, 1 unless set. */
	least?: number;
	most: number;
	/** Sentence where it is missing. */
	missing: string;
	/** Sentence where it is too short; `missing` unless set. */
	short?: string;
}

/** A text of several lines that must be there. Lengths count what is left after normalising. */
export const multilineText = (limits: TextRules) => within(z.string(limits.missing).overwrite(plainLines), limits);

/** A text of one line that must be there. */
export const singleLineText = (limits: TextRules) => within(z.string(limits.missing).overwrite(plainLine), limits);

function within(text: z.ZodString, { name, least = 1, most, missing, short = missing }: TextRules) {
	return text
		.refine((given) => lengthOf(given) >= least, short)
		.refine((given) => lengthOf(given) <= most, tooLong(name, most))
		.meta({ minLength: least, maxLength: most });
}

/** A text of several lines that may be left out; one with nothing to see counts as left out. */
export const optionalMultilineText = (name: string, most: number) =>
	optionalText(z.string().overwrite(plainLines), name, most);

/** A text of one line that may be left out. */
export const optionalSingleLineText = (name: string, most: number) =>
	optionalText(z.string().overwrite(plainLine), name, most);

/** A phone number that may be left out, as people type and paste it; kept as content/facts/contact-forms.ts says. */
export const optionalPhone = () => contact(readPhone, '电话', 60);

/** An address for mail that may be left out. */
export const optionalEmail = () => contact(readEmail, '邮箱', 160);

function contact(read: typeof readPhone, name: string, most: number) {
	return z
		.string()
		.overwrite(plainLine)
		.refine((given) => lengthOf(given) <= most, tooLong(name, most))
		.meta({ maxLength: most })
		.transform((given, context) => {
			const found = read(given);
			if (!found.ok) context.addIssue(found.sentence);
			return (found.ok && found.value) || undefined;
		})
		.optional();
}

/** A decimal number, from a query or typed; an empty text is not a number. */
export const decimal = (missing: string) =>
	code(missing)
		// A refinement, not a pattern: in the OpenAPI document a pattern would apply to the text before spaces are removed.
		.refine((text) => /^[+-]?\d{1,4}(\.\d{0,20})?$/.test(text), missing)
		.transform(Number);

/** An integer in a query, within bounds, that may be left out; an empty one is refused. */
export const integer = (least: number, most: number) => integerWithin(least, most).optional();

/** The same, `fallback` where it is left out. */
export const integerOr = (fallback: number, least: number, most: number) =>
	integerWithin(least, most)
		.optional()
		.transform((number) => number ?? fallback);

function integerWithin(least: number, most: number) {
	return code()
		.regex(/^\d{1,9}$/, '应是整数')
		.transform(Number)
		.refine((number) => number >= least && number <= most, '数字不在范围内');
}

function optionalText(text: z.ZodString, name: string, most: number) {
	return text
		.refine((given) => lengthOf(given) <= most, tooLong(name, most))
		.meta({ maxLength: most })
		.transform((given) => given || undefined)
		.optional();
}

const tooLong = (name: string, most: number): string => `${name}不超过 ${most} 个字`;

/** Letters and digits that are checked further: user names, months, codes. Full-width forms are taken. */
export const code = (missing?: string) => z.string(missing).overwrite(halfWidth);

/** Digits in groups, or a code with spaces in it, as people copy it from a receipt or read it from another phone. */
export const groupedCode = (missing?: string) => z.string(missing).overwrite(withoutGroups);

/** An id given out by the server; never typed by people. */
export const reference = (most: number, missing?: string) =>
	z
		.string(missing)
		.max(most)
		.refine((id) => plainLine(id) === id, missing ?? '编号的写法不对，请刷新页面后重试');

/** A search text. */
export const searchText = (most: number) => z.string().overwrite(plainLine).max(most).optional();

/** The reason for an action, kept in the history and the audit log. */
export const reason = singleLineText({
	name: '理由',
	missing: '请写明理由',
	short: '请写明理由，至少 4 个字',
	least: 4,
	most: 200,
});

/** The answer to a captcha: passed on to be checked, and stored nowhere. */
export const captchaAnswer = z.string().max(8000).optional();

/** A password is taken exactly as it was typed: it is hashed, never shown. */
export const password = (missing: string, tooLong?: string) => z.string(missing).min(1, missing).max(128, tooLong);

/** Fields of a move: handling/move-fields.ts reads each of them by the table of moves. */
export const moveFields = z.record(z.string(), z.unknown()).default({});
