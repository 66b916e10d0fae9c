import type { Finding } from './finding.ts';
import type { Folded } from './fold.ts';
import { matches } from './matches.ts';

const tail =
	/(?:尾号|末号|[后末尾][三四五六七八3-8]位)[^a-z0-9\u4e00-\u9fff\n]{0,4}(?:[为是系]|号码)?[^a-z0-9\u4e00-\u9fff\n]{0,4}\d(?:[^a-z0-9\u4e00-\u9fff\n]{0,2}\d){2,7}/g;

/** The last digits of somebody's number: with a guess at the rest they name a person. `read` has numerals as digits. */
export function findTails(read: Folded): Finding[] {
	return matches(read, tail).map(({ from, to }) => ({ kind: 'tail', grade: 'certain', from, to }));
}
