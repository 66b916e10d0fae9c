import { nameOf } from '../../../content/facts/look-up.ts';
import { progressNames } from '../../../content/facts/names.ts';
import { type PublicationKindId, publicationKinds } from '../../../content/facts/publication-kinds.ts';
import type { Reference } from '../calls/answers.ts';

/** What a text of a draft is called, by its key. */
export function labelOf(kind: PublicationKindId, path: string): string {
	return path === 'title' ? '标题' : (labelsOf(kind).find(([key]) => key === path)?.[1] ?? path);
}

type Labels = (typeof publicationKinds)[PublicationKindId]['labels'];

const labelsOf = (kind: PublicationKindId): ReadonlyArray<Labels[number]> => publicationKinds[kind].labels;

/** A line of the preview. */
export interface PublicLine {
	key: string;
	label: string;
	value: string;
	/** Long text stands under its label. */
	long: boolean;
}

/** Shown as the heading, or as a mark beside it. */
const elsewhere = ['title', 'demo', 'updates'];

/** Every public field in words. A key this page does not know is shown as it is, so that nothing goes out unseen. */
export function publicLines(
	kind: PublicationKindId,
	record: Record<string, unknown>,
	names: Reference | null,
): PublicLine[] {
	const flat = flatten(record);
	const labels = labelsOf(kind);
	const long: readonly string[] = publicationKinds[kind].long;
	const line = (key: string, label: string): PublicLine => ({
		key,
		label,
		value: inWords(key, flat.get(key), names),
		long: long.includes(key.split('.')[0] ?? ''),
	});
	const known = labels.flatMap(([key, label]) => (flat.has(key) ? [line(key, label)] : []));
	const listed = new Set<string>(labels.map(([key]) => key));
	const unknown = [...flat.keys()].filter((key) => !listed.has(key) && !elsewhere.includes(key.split('.')[0] ?? ''));
	return [...known, ...unknown.map((key) => line(key, key))];
}

function flatten(record: Record<string, unknown>, prefix = ''): Map<string, unknown> {
	return new Map(
		Object.entries(record).flatMap(([key, value]): [string, unknown][] =>
			value !== null && typeof value === 'object' && !Array.isArray(value)
				? [...flatten(value as Record<string, unknown>, `${prefix}${key}.`)]
				: [[`${prefix}${key}`, value]],
		),
	);
}

function inWords(key: string, value: unknown, names: Reference | null): string {
	const text = typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
	if (key === 'adcode')
		return [...(names?.counties ?? []), names?.city].find((each) => String(each?.adcode) === text)?.name ?? text;
	if (key === 'category') return nameOf(names?.categories, text);
	if (key === 'outcome') return nameOf(names?.outcomes, text);
	if (key === 'progress') return new Map(Object.entries(progressNames)).get(text) ?? text;
	return text;
}
