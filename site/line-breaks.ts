const words = new Intl.Segmenter('zh', { granularity: 'word' });
const opening = /[（《“‘〔【(]$/;

/** The parts of a heading between which its line may break: whole words, marks kept with the word they belong to. */
export function headingParts(text: string): string[] {
	const parts: string[] = [];
	for (const { segment, isWordLike } of words.segment(text)) {
		const last = parts.at(-1);
		if (last === undefined || (isWordLike && !opening.test(last))) parts.push(segment);
		else parts[parts.length - 1] = last + segment;
	}
	return parts;
}

/** A text cut into days (`2026-03-01`), which must not break at their hyphens, and what stands between them. */
export function dayParts(text: string): Array<{ text: string; day: boolean }> {
	return text
		.split(/(\d{4}-\d{2}-\d{2})/)
		.map((part, index) => ({ text: part, day: index % 2 === 1 }))
		.filter((part) => part.text !== '');
}
