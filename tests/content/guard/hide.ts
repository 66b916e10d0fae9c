import fc from 'fast-check';

/** Marks, spaces and signs that nobody sees: whatever keeps one number or word apart. */
export const apart = fc
	.array(
		fc.constantFrom(
			...[' ', '\u3000', '-', '—', '·', '.', '_', '/', '(', ')', '*', '~', '+', '…', '★', '🙂'].filter(
				(each) => each !== '|',
			),
			...[
				'\u200b',
				'\u200d',
				'\u2060',
				'\ufeff',
				'\u00ad',
				'\u202e',
				'\u2067',
				'\u034f',
				'\u3164',
				'\u{e0031}',
				'\u20e3',
			],
		),
		{ maxLength: 4 },
	)
	.map((parts) => parts.join(''));

/** Ways to write one digit. */
const writings: Record<string, string[]> = Object.fromEntries(
	Array.from('0123456789', (digit, value) => [
		digit,
		[
			digit,
			String.fromCodePoint(0xff10 + value),
			String.fromCodePoint(0x1d7ce + value),
			String.fromCodePoint(0x0660 + value),
			'〇一二三四五六七八九'.charAt(value),
			'零壹贰叁肆伍陆柒捌玖'.charAt(value),
			value === 0 ? '⓪' : String.fromCodePoint(0x2460 + value - 1),
			...(value === 0 ? ['⓿'] : [String.fromCodePoint(0x2776 + value - 1)]),
			...(value === 1 ? ['幺'] : []),
		],
	]),
);

/** A digit as it looks like, which a reader takes for it. */
const lookAlikes: Record<string, string[]> = { '0': ['О', 'o', 'O', 'ο'], '1': ['l', 'I', 'ı'] };

/** A number written in any way, with anything between its digits; up to a third of them may be letters like digits. */
export function hidden(number: string): fc.Arbitrary<string> {
	const digits = Array.from(number, (digit, index) => {
		const more = index % 3 === 1 ? (lookAlikes[digit] ?? []) : [];
		const written = fc.constantFrom(...(writings[digit] ?? [digit]), ...more);
		return index === 0 ? written : fc.tuple(apart, written).map(([gap, each]) => gap + each);
	});
	return fc.tuple(...digits).map((parts) => parts.join(''));
}

/** So many digits. */
export function digits(count: number): fc.Arbitrary<string> {
	return fc.array(fc.integer({ min: 0, max: 9 }), { minLength: count, maxLength: count }).map((each) => each.join(''));
}
