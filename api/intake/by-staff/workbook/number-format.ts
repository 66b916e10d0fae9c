/**
 * How Excel shows a number: as the number it is; filled up with zeros; as a day, a day whose year is not shown, a month, a
 * time of day; or in some way (`other`) that shows something else than the number.
 */
export type NumberFormat = { kind: 'plain' | DateKind | 'other' } | { kind: 'zeros'; digits: number };
type DateKind = 'day' | 'noYear' | 'month' | 'time';

/** Formats that a file names by number alone, those of 27 to 58 as Chinese editions show them. */
const builtIn: Array<[kind: DateKind | 'other', ids: number[]]> = [
	['day', [14, 15, 22, 30, 31]],
	['noYear', [16, 28, 29, 51, 53, 54, 58]],
	['month', [17, 27, 36, 50, 52, 57]],
	['time', [18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56]],
	['other', [9, 10, 12, 13]],
];

/** The format of an id; `code` where the file says one itself. */
export function numberFormat(id: number, code: string | undefined): NumberFormat {
	if (code !== undefined) return formatOf(code);
	return { kind: builtIn.find(([, ids]) => ids.includes(id))?.[0] ?? 'plain' };
}

function formatOf(code: string): NumberFormat {
	const [shown = ''] = withoutLiterals(code).split(';');
	const letters = shown
		.replace(/e[+-]0+/gi, '')
		.replace(/\[(h+|m+|s+)\]/gi, '$1')
		.replace(/am\/pm|上午\/下午/gi, 'h')
		.replace(/\[[^\]]*\]/g, '')
		.replace(/a{3,4}|d{3,4}/gi, '');
	if (/general/i.test(letters))
		return { kind: /^\s*general\s*$/i.test(letters) && !hasLiterals(code) ? 'plain' : 'other' };
	if (/[ydhs]|m/i.test(letters)) return { kind: dateKind(letters) };
	// A comma behind the last digit leaves out the thousands.
	if (/[#0?],+(?![#0?,])/.test(letters)) return { kind: 'other' };
	if (/\[[<>=]/.test(shown) || hasLiterals(code)) return { kind: 'other' };
	if (/^0{2,}$/.test(letters.trim())) return { kind: 'zeros', digits: letters.trim().length };
	return { kind: /^[#0?.,\s@()-]+$/.test(letters) ? 'plain' : 'other' };
}

function dateKind(letters: string): DateKind {
	// An e, or a g of an era, is a year too.
	if (/d/i.test(letters)) return /[yeg]/i.test(letters) ? 'day' : 'noYear';
	return /[hs]/i.test(letters) && !/y/i.test(letters) ? 'time' : 'month';
}

/** Words in quotes, characters behind a backslash, and room: `_)` and `* `. */
const literals = /"[^"]*"|\\.|[_*]./g;

function withoutLiterals(code: string): string {
	return code.replace(literals, '');
}

/** Whether the first part shows words of its own beside the number. */
function hasLiterals(code: string): boolean {
	const [shown = ''] = code.replace(/"[^"]*"/g, (words) => words.replaceAll(';', ' ')).split(';');
	return (shown.match(literals) ?? []).some((literal) => /^["\\]/.test(literal) && /[^\s"\\()-]/.test(literal));
}
