const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
/** Words of the trade that a general dictionary would cut. */
const terms = /(尾矿库|头顶库|包保责任人|一库一策|一矿一档)/;
const single = /^\p{Script=Han}$/u;
const endsInWord = /[\p{L}\p{N}]$/u;
/** What must not stand at the end of a line, or is in the middle of an id. */
const binds = /[（《“‘〔【(-]$/;

/**
 * The parts of a heading between which its line may break: whole words, marks kept with the word before them. A
 * character by itself goes with the word it follows (朝阳市), several together are a word (专项).
 */
export function headingParts(text: string): string[] {
	const parts: string[] = [];
	let glued = false;
	for (const { word, text: token } of tokens(text)) {
		const last = parts.at(-1) ?? '';
		const lone = single.test(token);
		const joins: boolean = last !== '' && (!word || glued || binds.test(last) || (lone && endsInWord.test(last)));
		if (joins) parts[parts.length - 1] = last + token;
		else parts.push(token);
		// At the start or after a mark there is no word to follow: it leads the next one.
		if (word) glued = lone && !joins;
	}
	return parts;
}

/** Words and marks in their order, characters that stand alone in a row taken together. */
function tokens(text: string): Array<{ text: string; word: boolean }> {
	const found: Array<{ text: string; word: boolean; run: boolean }> = [];
	for (const [index, piece] of text.split(terms).entries()) {
		const whole = index % 2 === 1;
		const segments = whole ? [{ segment: piece, isWordLike: true }] : segmenter.segment(piece);
		for (const { segment, isWordLike = false } of segments) {
			const last = found.at(-1);
			const run = single.test(segment) && isWordLike;
			if (run && last?.run) last.text += segment;
			else found.push({ text: segment, word: isWordLike, run });
		}
	}
	return found;
}

/** A text cut into days (`2026-03-01`), which must not break at their hyphens, and what stands between them. */
export function dayParts(text: string): Array<{ text: string; day: boolean }> {
	return text
		.split(/(\d{4}-\d{2}-\d{2})/)
		.map((part, index) => ({ text: part, day: index % 2 === 1 }))
		.filter((part) => part.text !== '');
}
