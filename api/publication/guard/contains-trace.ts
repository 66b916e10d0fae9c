import { findPrivate } from '../../../content/guard/find-private.ts';
import { fold } from '../../../content/guard/fold.ts';
import { isSurname } from '../../../content/guard/surnames.ts';
import { allDigits, numbersIn, plain, plainInSentences, plainOf } from './plain.ts';
import { partsOf, phoneDigits, type ReporterTraces, wordingLength } from './reporter-traces.ts';

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** Whether a text contains a trace of a reporter, whatever marks or spaces stand between its characters. */
export function containsTrace(traces: ReporterTraces, text: string): boolean {
	const folded = fold(text);
	const plainText = plainOf(folded);
	const runs = numbersIn(folded);
	const digits = [allDigits(folded), ...runs];
	return (
		[...traces.numbers].some(([length, numbers]) => holdsPart(digits, length, numbers)) ||
		holdsPart(runs, phoneDigits, traces.ends) ||
		holdsPart([plainText], wordingLength, traces.wording) ||
		[...traces.secrets].some((secret) => plainText.includes(secret)) ||
		[...traces.names].some((name) => holdsName(text, name))
	);
}

function holdsPart(texts: string[], length: number, traces: Set<string>): boolean {
	return traces.size > 0 && texts.some((text) => partsOf(text, length).some((part) => traces.has(part)));
}

/**
 * A name of two characters is not put together over the marks between sentences. One that is a common word, too, counts
 * only where it stands as a name: else whoever calls himself 矿山 could not be reported about.
 */
function holdsName(text: string, name: string): boolean {
	if (isCommonWord(name)) {
		return findPrivate(text).some(
			({ kind, from, to }) => (kind === 'name' || kind === 'informant') && plain(text.slice(from, to)) === name,
		);
	}
	const folded = fold(text);
	return (name.length > 2 ? plainOf(folded) : plainInSentences(folded)).includes(name);
}

function isCommonWord(name: string): boolean {
	return !isSurname(name.charAt(0), true) && [...segmenter.segment(name)].length === 1;
}
