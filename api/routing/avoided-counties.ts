import type { Content } from '../../content/content.ts';
import type { NamedArea } from '../../content/facts/area-name.ts';
import { countiesInWords } from '../../content/facts/place-in-words.ts';

/** Everything that indicates in which county it happened. */
export interface PlaceEvidence {
	/** The county that it goes to; null while the place is open. */
	county: NamedArea | null;
	/** Counties at the point and within the border band. */
	candidates: NamedArea[];
	/** County that the reporter named. */
	adcode: number | undefined;
	/** Counties of the registered pond and mine it is about. */
	registered: number[];
	/** Town and place as the reporter wrote them. */
	words: string;
}

export interface ByPassWish {
	/** The county of the place is to be by-passed. */
	avoidCounty: boolean;
	/** Counties that the reporter named to be by-passed. */
	avoidCounties: number[];
}

/**
 * The counties that must never see a report, in the order of content: those named, and with the wish to by-pass "the
 * county" every county it may lie in. Where nothing says which, all of them: only the reporter lifts a by-pass, and a
 * county that was left out could be the accused.
 */
export function avoidedCounties(
	wish: ByPassWish,
	where: PlaceEvidence,
	content: Pick<Content, 'areas' | 'units'>,
): number[] {
	const all = content.units.counties.map(({ adcode }) => adcode);
	const avoided = new Set([...wish.avoidCounties, ...(wish.avoidCounty ? possible(where, content, all) : [])]);
	return all.filter((adcode) => avoided.has(adcode));
}

function possible(where: PlaceEvidence, content: Pick<Content, 'areas' | 'units'>, all: number[]): number[] {
	const { county, candidates, adcode, registered, words } = where;
	const hinted = [
		...(county ? [county.adcode] : []),
		...candidates.map((each) => each.adcode),
		...(adcode === undefined ? [] : [adcode]),
		...registered,
		...countiesInWords(words, content),
	].filter((each) => all.includes(each));
	return hinted.length > 0 ? hinted : all;
}
