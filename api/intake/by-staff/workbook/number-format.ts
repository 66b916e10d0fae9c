/**
 * How Excel shows a number: as the number it is; filled up with zeros; as a day, a month, a time of day; or in some way
 * (`other`) that shows something else than the number.
 */
export type NumberFormat = { kind: 'plain' | 'day' | 'month' | 'time' | 'other' } | { kind: 'zeros'; digits: number };

/** Formats that a file names by number alone, those of 27 to 58 as Chinese editions show them. */
const builtIn: Array<[kind: 'day' | 'month' | 'time' | 'other', ids: number[]]> = [
	['day', [14, 15, 16, 22, 28, 29, 30, 31, 51, 53, 54, 58]],
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
	if (/\[[<>=]/.test(shown) || hasLiterals(code)) return { kind: 'other' };
	if (/^0{2,}$/.test(letters.trim())) return { kind: 'zeros', digits: letters.trim().length };
	return { kind: /^[#0?.,\s@()-]+$/.test(letters) ? 'plain' : 'other' };
}

function dateKind(letters: string): 'day' | 'month' | 'time' {
	if (/d/i.test(letters)) return 'day';
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
