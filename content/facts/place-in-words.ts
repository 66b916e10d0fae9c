/** The official names that a place in words is looked up by. */
export interface PlaceNames {
	areas: { towns: ReadonlyArray<{ name: string; adcode: number }> };
	units: { counties: ReadonlyArray<{ adcode: number; name: string; fullName: string }> };
}

/** What a place in words says: the one county that all names in it agree on, and the town where it names just one. */
export interface PlaceInWords {
	county: { adcode: number; name: string };
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
export function placeInWords(words: string, names: PlaceNames): PlaceInWords | null {
	const found = namesIn(words, names);
	const texts = [...new Set(found.map(({ text }) => text))];
	const agreed = names.units.counties.filter(({ adcode }) =>
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

/** Every county that some name in the words may mean; empty where they name none. */
export function countiesInWords(words: string, names: PlaceNames): number[] {
	return [...new Set(namesIn(words, names).map(({ adcode }) => adcode))];
}

/** True where a part of the words names a town or county, and none of the names in it can mean this county. */
export function contradicts(parts: readonly string[], adcode: number, names: PlaceNames): boolean {
	return parts.some((part) => {
		const named = countiesInWords(part, names);
		return named.length > 0 && !named.includes(adcode);
	});
}

/** The names that stand in a text; one that is only a part of a longer one found there does not count. */
function namesIn(words: string, { areas, units }: PlaceNames): Name[] {
	const towns = areas.towns.map(({ name, adcode }): Name => ({ text: name, adcode, town: true }));
	const counties = units.counties.flatMap(({ name, fullName, adcode }): Name[] =>
		[name, fullName].map((text) => ({ text, adcode, town: false })),
	);
	const longestFirst = [...towns, ...counties].sort((a, b) => b.text.length - a.text.length);
	const found: Name[] = [];
	let rest = words;
	for (const name of longestFirst) {
		const again = found.some(({ text }) => text === name.text);
		if (again || rest.includes(name.text)) found.push(name);
		// Not replaceAll: the report form uses this, too, in browsers without it.
		if (!again) rest = rest.split(name.text).join(' ');
	}
	return found;
}
