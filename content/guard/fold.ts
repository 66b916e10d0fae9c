/** A text as it is meant, and where each of its characters stands in the text as it was written. */
export interface Folded {
	text: string;
	/** Where the character at the same place of `text` begins in the text as written. */
	from: number[];
	/** Where it ends there. */
	to: number[];
}

/** Nobody sees these: they only keep two characters apart. Strokes and circles laid over a character count as well. */
const invisible = /[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Cs}\p{M}\u2800]/u;
const breaks = /[\n\r\u0085\u2028\u2029\v\f]/;
const numeral = /\p{N}/u;
const digitOfScript = /\p{Nd}/u;

/** Circled and other digits that the standard takes apart nowhere: first code point, and the digit it stands for. */
const drawnDigits: Array<[first: number, digit: number, count: number]> = [
	[0x2776, 1, 9],
	[0x2780, 1, 9],
	[0x278a, 1, 9],
	[0x24f5, 1, 9],
	[0x24ff, 0, 1],
	[0x1f10b, 0, 1],
	[0x1f10c, 0, 1],
];

const meanings = new Map<string, string>();

/** Full width, circled, raised and other scripts' digits as plain ones, letters small, nothing invisible. */
export function fold(text: string): Folded {
	const folded: Folded = { text: '', from: [], to: [] };
	const parts: string[] = [];
	let at = 0;
	for (const character of text) {
		const end = at + character.length;
		const meant = meaningOf(character);
		for (let unit = 0; unit < meant.length; unit++) {
			folded.from.push(at);
			folded.to.push(end);
		}
		parts.push(meant);
		at = end;
	}
	return { ...folded, text: parts.join('') };
}

/** The same without some of its characters. */
export function without(folded: Folded, drop: (character: string, index: number) => boolean): Folded {
	const result: Folded = { text: '', from: [], to: [] };
	const parts: string[] = [];
	for (let index = 0; index < folded.text.length; index++) {
		const character = folded.text.charAt(index);
		if (drop(character, index)) continue;
		parts.push(character);
		result.from.push(folded.from[index] ?? 0);
		result.to.push(folded.to[index] ?? 0);
	}
	return { ...result, text: parts.join('') };
}

/** The same with characters exchanged one for one. */
export function exchanged(folded: Folded, change: (character: string) => string): Folded {
	return { ...folded, text: folded.text.split('').map(change).join('') };
}

function meaningOf(character: string): string {
	const known = meanings.get(character);
	if (known !== undefined) return known;
	const meant = work(character);
	meanings.set(character, meant);
	return meant;
}

function work(character: string): string {
	if (breaks.test(character)) return '\n';
	if (character === '\t') return ' ';
	if (invisible.test(character)) return '';
	const plain = character.normalize('NFKC').toLowerCase();
	if (!numeral.test(plain)) return plain.replace(/\p{M}/gu, '');
	return plain.replace(/[^\x20-\x7f]/gu, (each) => digitFor(each) ?? each);
}

function digitFor(character: string): string | undefined {
	const code = character.codePointAt(0) ?? 0;
	for (const [first, digit, count] of drawnDigits) {
		if (code >= first && code < first + count) return String(digit + code - first);
	}
	if (!digitOfScript.test(character)) return undefined;
	// The ten digits of a script stand in a row.
	let before = code;
	while (digitOfScript.test(String.fromCodePoint(before - 1))) before -= 1;
	return String((code - before) % 10);
}
