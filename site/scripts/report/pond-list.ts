/** One pond of report/ponds.json. */
export interface ListedPond {
	id: string;
	name: string;
	formerNames: string[];
	company?: string | undefined;
	adcode: number;
	county: string;
	town?: string | undefined;
	village?: string | undefined;
	/** WGS-84. */
	point?: { lat: number; lon: number } | undefined;
}

/** Ponds in which every typed word occurs, those whose name begins with it first. */
export function findPonds(ponds: ListedPond[], typed: string, most: number): ListedPond[] {
	const words = typed.normalize('NFKC').trim().split(/\s+/).filter(Boolean);
	const [first] = words;
	if (!first) return [];
	const found = ponds.filter((pond) => words.every((word) => textOf(pond).includes(word)));
	const rank = (pond: ListedPond) => (pond.name.startsWith(first) ? 0 : pond.name.includes(first) ? 1 : 2);
	return found.sort((a, b) => rank(a) - rank(b)).slice(0, most);
}

/** Where a pond is, in words. */
export function whereabouts({ county, town, village }: ListedPond): string {
	return [county, town, village].filter(Boolean).join(' ');
}

/** What choosing a pond fills in: its point where one is published, its place in words otherwise. */
export function answersFor(pond: ListedPond): Record<string, string> {
	const chosen = { pondId: pond.id, pondName: pond.name };
	if (pond.point) {
		const { lat, lon } = pond.point;
		return { ...chosen, placeWay: 'typed', coordinates: `${lat}, ${lon}`, datum: 'wgs84', place: pond.name };
	}
	const place = [pond.village, pond.name].filter(Boolean).join(' ');
	return { ...chosen, placeWay: 'words', county: String(pond.adcode), town: pond.town ?? '', place };
}

function textOf({ name, formerNames, company = '', county, town = '', village = '' }: ListedPond): string {
	return [name, ...formerNames, company, county, town, village].join(' ');
}
