import { halfWidth } from '../../../content/facts/plain-text.ts';

/** One pond or mine of report/registered.json. */
export interface Registered {
	kind: 'pond' | 'mine';
	id: string;
	name: string;
	otherNames: string[];
	company?: string | undefined;
	adcode: number;
	county: string;
	town?: string | undefined;
	village?: string | undefined;
	/** WGS-84. */
	point?: { lat: number; lon: number } | undefined;
	/** Who states this and for which day; said where it is not the registry of this portal. */
	source?: string | undefined;
}

/** Entries in which every typed word occurs, those whose name begins with it first. */
export function findRegistered(all: Registered[], typed: string, most: number): Registered[] {
	const words = halfWidth(typed).toLowerCase().split(/\s+/).filter(Boolean);
	const [first] = words;
	if (!first) return [];
	const found = all.filter((entry) => words.every((word) => textOf(entry).includes(word)));
	const rank = ({ name }: Registered) => (plain(name).startsWith(first) ? 0 : plain(name).includes(first) ? 1 : 2);
	return found.sort((a, b) => rank(a) - rank(b)).slice(0, most);
}

/** Its place in words, with the source. */
export function placeLabel({ kind, county, town, village, source }: Registered): string {
	const place = [county, town, village].filter(Boolean).join(' ');
	return [kind === 'mine' ? `矿山 ${place}` : place, source && `来源：${source}`].filter(Boolean).join('，');
}

/** What no choice fills in. */
export const noneChosen = { pondId: '', mineId: '', pondName: '', registeredCounty: '' };

/** What a choice fills in: its point where one is published, its place in words otherwise. */
export function answersFor(chosen: Registered): Record<string, string> {
	const id = chosen.kind === 'pond' ? { pondId: chosen.id } : { mineId: chosen.id };
	const named = { ...noneChosen, ...id, pondName: chosen.name, registeredCounty: String(chosen.adcode) };
	if (chosen.point) {
		const { lat, lon } = chosen.point;
		return { ...named, placeWay: 'typed', coordinates: `${lat}, ${lon}`, datum: 'wgs84', place: chosen.name };
	}
	const place = [chosen.village, chosen.name].filter(Boolean).join(' ');
	return { ...named, placeWay: 'words', county: String(chosen.adcode), town: chosen.town ?? '', place };
}

function textOf({ name, otherNames, company = '', county, town = '', village = '' }: Registered): string {
	return plain([name, ...otherNames, company, county, town, village].join(' '));
}

const plain = (text: string) => text.normalize('NFKC').toLowerCase();
