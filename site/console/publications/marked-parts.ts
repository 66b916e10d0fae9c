import type { TextMark } from '../calls/answers.ts';

/** A piece of a text: plain, or marked with what it may be. */
export interface Part {
	text: string;
	mark: TextMark | null;
}

/** A text cut at everything that is marked in it. Of two marks at one place, the longer one stands. */
export function markedParts(text: string, marks: TextMark[]): Part[] {
	const parts: Part[] = [];
	const longestFirst = marks.filter((mark) => mark.text !== '').sort((a, b) => b.text.length - a.text.length);
	let plain = '';
	for (let at = 0; at < text.length; ) {
		const mark = longestFirst.find((each) => text.startsWith(each.text, at));
		if (mark) {
			if (plain) parts.push({ text: plain, mark: null });
			parts.push({ text: mark.text, mark });
			plain = '';
		} else plain += text.charAt(at);
		at += mark?.text.length ?? 1;
	}
	return plain ? [...parts, { text: plain, mark: null }] : parts;
}
