import type { NamedCounty } from '../../content/county-shapes.ts';
import type { Content } from '../../content/load.ts';

/** What a place in words says: the one county that all names in it agree on, and the town where it names just one. */
export interface PlaceInWords {
	county: NamedCounty;
	town: string | null;
}

interface Name {
	text: string;
	adcode: number;
	town: boolean;
}

/**
 * Finds the county by the official names of towns and counties in what somebody wrote. Names that two counties have,
 * or names of two counties, decide nothing: then the city does.
 */
export function placeInWords(words: string, { areas, units }: Pick<Content, 'areas' | 'units'>): PlaceInWords | null {
	const towns = areas.towns.map(({ name, adcode }): Name => ({ text: name, adcode, town: true }));
	const counties = units.counties.flatMap(({ name, fullName, adcode }): Name[] =>
		[name, fullName].map((text) => ({ text, adcode, town: false })),
	);
	const found = namesIn(words, [...towns, ...counties]);
	const texts = [...new Set(found.map(({ text }) => text))];
	const agreed = units.counties.filter(({ adcode }) =>
		texts.every((text) => found.some((name) => name.text === text && name.adcode === adcode)),
	);
	const [county, ...others] = texts.length > 0 ? agreed : [];
	if (!county || others.length > 0) return null;
	const named = new Set(found.filter(({ town }) => town).map(({ text }) => text));
	return {
		county: { adcode: county.adcode, name: county.name },
		town: named.size === 1 ? ([...named][0] ?? null) : null,
	};
}

/** The names that stand in a text; one that is only a part of a longer one found there does not count. */
function namesIn(words: string, names: Name[]): Name[] {
	const longestFirst = [...names].sort((a, b) => b.text.length - a.text.length);
	const found: Name[] = [];
	let rest = words;
	for (const name of longestFirst) {
		const again = found.some(({ text }) => text === name.text);
		if (again || rest.includes(name.text)) found.push(name);
		if (!again) rest = rest.replaceAll(name.text, ' ');
	}
	return found;
}
