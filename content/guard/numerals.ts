/** Chinese numerals that are read out one by one, as in 一三八零零 or 幺三八. */
const numerals: Record<string, string> = {
	...row('〇零○◯⭕⚪', '0'),
	...row('一壹弌幺〡', '1'),
	...row('二贰貳弍〢', '2'),
	...row('三叁參弎〣', '3'),
	...row('四肆〤', '4'),
	...row('五伍〥', '5'),
	...row('六陆陸〦', '6'),
	...row('七柒〧', '7'),
	...row('八捌〨', '8'),
	...row('九玖〩', '9'),
};

/** How numbers are called out on the phone: digits only inside a number, words everywhere else. */
const spoken: Record<string, string> = { ...row('洞', '0'), ...row('两', '2'), ...row('拐', '7'), ...row('勾', '9') };

/** Letters that look like digits: Latin, Greek and Cyrillic. */
const lookAlikes: Record<string, string> = {
	...row('oοоօø', '0'),
	...row('liıιіӏ|ǀ', '1'),
	...row('zᴢ', '2'),
	...row('sѕ', '5'),
	...row('b', '8'),
};

function row(characters: string, digit: string): Record<string, string> {
	return Object.fromEntries(Array.from(characters, (character) => [character, digit]));
}

/** A digit, also as a Chinese numeral; anything else as it is. */
export function asDigit(character: string): string {
	return numerals[character] ?? character;
}

/** The digit that a folded character stands for inside a number, and whether it only looks like one. */
export function digitOf(character: string): { digit: string; looksLike: boolean } | undefined {
	if (character >= '0' && character <= '9') return { digit: character, looksLike: false };
	const digit = numerals[character] ?? spoken[character];
	if (digit !== undefined) return { digit: digit, looksLike: false };
	const drawn = lookAlikes[character];
	return drawn === undefined ? undefined : { digit: drawn, looksLike: true };
}
