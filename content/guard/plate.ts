import type { Finding } from './finding.ts';
import type { Folded } from './fold.ts';
import { matches } from './matches.ts';

const plate =
	/[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][^a-z0-9\u4e00-\u9fff\n]{0,3}[a-hj-np-z](?:[^a-z0-9\u4e00-\u9fff\n]{0,3}[a-z0-9]){4}(?:[^a-z0-9\u4e00-\u9fff\n]{0,3}[挂学警港澳]|(?:[^a-z0-9\u4e00-\u9fff\n]{0,3}[a-z0-9]){1,2}(?![a-z0-9]))/g;

/** Vehicle plates, those of new-energy vehicles with one place more and those of trailers (挂) and the like included. `read` has numerals as digits. */
export function findPlates(read: Folded): Finding[] {
	return matches(read, plate)
		.filter(({ words }) => /\d/.test(words))
		.map(({ from, to }) => ({ kind: 'plate', grade: 'possible', from, to }));
}
