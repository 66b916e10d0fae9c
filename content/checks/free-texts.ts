import { findPrivate } from '../guard/find-private.ts';
import { kindNames } from '../guard/finding.ts';

/** Keys whose schema says what stands there: duty phones, points of ponds, codes, addresses, names that the law publishes. */
const typed = new Set(
	(
		'id adcode code slug phone email point number creditCode permitNumber documentNumber indexNumber noticeNumber ' +
		'url sourceUrl file domain siteIdCode icp policeFiling disclosureContact map persons party'
	).split(' '),
);

/** The first free text of an entry that holds private data, as a key and a sentence. */
export function privateIn(value: unknown, key = ''): { key: string; sentence: string } | undefined {
	if (typeof value === 'string') return sentenceFor(key, value);
	if (typeof value !== 'object' || value === null) return undefined;
	for (const [name, inner] of Object.entries(value)) {
		const found = typed.has(name) ? undefined : privateIn(inner, key ? `${key}.${name}` : name);
		if (found) return found;
	}
	return undefined;
}

function sentenceFor(key: string, text: string): { key: string; sentence: string } | undefined {
	const found = findPrivate(text).find(({ grade }) => grade === 'certain');
	return found && { key, sentence: `含有${kindNames[found.kind]}，不能公开，请删去` };
}
