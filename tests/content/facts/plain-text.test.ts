import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { halfWidth, lengthOf, plainLine, plainLines } from '../../../content/facts/plain-text.ts';

describe('a text is kept', () => {
	it.each([
		[
			'with the line breaks of Word, Excel and old systems as \\n',
			'a\vb\fc\r\nd\re\u0085f\u2028g\u2029h',
			'a\nb\nc\nd\ne\nf\ng\nh',
		],
		['with a space for a tab', '乡镇\t村', '乡镇 村'],
		['without control characters', '采\u0000矿\u001b点\u007f', '采矿点'],
		['without zero-width characters', '采\u200b矿\u200c点\u200d村\u2060\ufeff', '采矿点村'],
		['without soft hyphens', '采\u00ad矿', '采矿'],
		['without turned directions', '\u202e采\u2066矿\u2069\u200f', '采矿'],
		['without selectors of variants', '葛\u{e0100}❤\ufe0f', '葛❤'],
		['without tags, the hidden writing', '采\u{e0061}\u{e0062}\u{e007f}矿', '采矿'],
		['without fillers', '采\u3164矿\uffa0\u115f', '采矿'],
		['without private characters', '采\ue000矿\u{f0000}\u{10fffd}', '采矿'],
		['without noncharacters', '采\ufdd0矿\uffff\u{1fffe}', '采矿'],
		['without halves of characters', '采\ud800矿\udc00', '采矿'],
		['without the place of a picture from Word', '采\ufffc矿', '采矿'],
		['in one way of writing', 'e\u0301 Å', 'é Å'],
		['joined again where something invisible stood between', 'e\u200d\u0301', 'é'],
		['without space around it', ' \u3000\n 采矿 \u00a0\n', '采矿'],
		['with its own spaces and empty lines', '一\u3000二\n\n三', '一\u3000二\n\n三'],
		['with the newest and rarest characters of a name', '𠮷\u{323b0}', '𠮷\u{323b0}'],
		['with the selector of a Mongolian letter', 'ᠠ\u180b', 'ᠠ\u180b'],
	])('%s', (_, given, kept) => {
		expect(plainLines(given)).toBe(kept);
	});

	it.each([' \t\n', '\u3164', '\u2800\u2800', '\u200b\u200b', '\u{1d159}', '\u0301', '\u00a0\u3000', '\ufe0f', ''])(
		'as nothing where there is nothing to see: %j',
		(given) => {
			expect([plainLines(given), plainLine(given), halfWidth(given)]).toEqual(['', '', '']);
		},
	);

	it('on one line where it is a line', () => {
		expect(plainLine('村北 \v\n 山坡')).toBe('村北 山坡');
	});

	it('in half width where it is a code', () => {
		expect(halfWidth('１３８　００００－０００１')).toBe('138 0000-0001');
	});
});

it('length counts characters, the rare ones too, once each', () => {
	expect([lengthOf('𠮷村'), lengthOf('采矿'), lengthOf('')]).toEqual([2, 2, 0]);
});

/** Texts of anything: whole and half characters, and what hides often among them. */
const anything = fc
	.array(
		fc.oneof(
			fc.string({ unit: 'binary' }),
			fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
			fc.constantFrom('\v', '\u200b', '\u180b', 'ᠠ', '\u0301', '\ud83d', '\u2028', '采', ' ', '\u2800'),
		),
		{ maxLength: 12 },
	)
	.map((parts) => parts.join(''));

const never =
	/(?!\n)(?:[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Noncharacter_Code_Point}\p{Variation_Selector}\u2028\u2029]|\u115f|\u1160|\u3164|\uffa0)/u;

describe('whatever comes in', () => {
	it('leaves nothing invisible, is normal and well formed, and has no space around it', () => {
		fc.assert(
			fc.property(anything, (given) => {
				for (const kept of [plainLines(given), plainLine(given), halfWidth(given)]) {
					expect(kept.replace(/[\u1820-\u18aa][\u180b-\u180f]/g, '')).not.toMatch(never);
					expect(kept.isWellFormed()).toBe(true);
					expect(kept.normalize('NFC')).toBe(kept);
					expect(kept.trim()).toBe(kept);
				}
				expect(plainLine(given)).not.toContain('\n');
			}),
			{ numRuns: 2000 },
		);
	});

	it('comes out the same when it comes in again', () => {
		fc.assert(
			fc.property(anything, (given) => {
				for (const clean of [plainLines, plainLine, halfWidth]) expect(clean(clean(given))).toBe(clean(given));
			}),
			{ numRuns: 2000 },
		);
	});

	it('loses none of its letters', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), (given) => {
				const letters = (text: string) => text.normalize('NFC').match(/[\p{L}\p{N}\p{P}]/gu) ?? [];
				const lost = /[\p{Default_Ignorable_Code_Point}]/u;
				expect(letters(plainLines(given))).toEqual(letters(given).filter((letter) => !lost.test(letter)));
			}),
		);
	});
});
