import type { PlaceNames } from '../../../content/facts/place-in-words.ts';

/** Official names of counties and towns as the lists of the page hold them. Read before the towns are narrowed. */
export function readPlaceNames(county: HTMLSelectElement, town: HTMLSelectElement): PlaceNames {
	const counties = Array.from(county.options)
		.filter(({ value }) => /^\d+$/.test(value))
		.map(({ value, text, dataset }) => ({ adcode: Number(value), name: text, fullName: dataset.fullName ?? text }));
	const towns = Array.from(town.querySelectorAll('optgroup')).flatMap((group) =>
		Array.from(group.querySelectorAll('option'), ({ text }) => ({ name: text, adcode: Number(group.dataset.adcode) })),
	);
	return { areas: { towns }, units: { counties } };
}
