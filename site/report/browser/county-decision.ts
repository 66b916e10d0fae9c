import { contradicts, countiesInWords, type PlaceNames, placeInWords } from '../../../content/facts/place-in-words.ts';
import { type Answers, isDatum, nowhere, unknownDatum, unsure } from './answers.ts';

/** The county that a report goes to, and which answer decides it. */
export interface CountyDecision {
	adcode: number;
	by: 'choice' | 'point' | 'pond' | 'words';
}

/** A place in words that names other counties than the one that the rest of the answers say. */
export interface PlaceConflict extends CountyDecision {
	/** Counties that the words name. */
	named: number[];
	/** Identifies this conflict, so that a confirmation holds for it only. */
	signature: string;
}

/** The county as far as the page can tell; the server decides by the same rules. Undefined: the city will say. */
export function decidedCounty(answers: Answers, names: PlaceNames): CountyDecision | undefined {
	const chosen = chosenCounty(answers);
	if (chosen !== undefined) return { adcode: chosen, by: answers.placeWay === 'words' ? 'choice' : 'point' };
	const pond = answers.pondId === '' ? undefined : registeredCounty(answers);
	if (hasPoint(answers)) {
		return pond !== undefined && nearCounties(answers).includes(pond) ? { adcode: pond, by: 'pond' } : undefined;
	}
	if (pond !== undefined) return { adcode: pond, by: 'pond' };
	const said = placeInWords(wordsOf(answers), names);
	return said ? { adcode: said.county.adcode, by: 'words' } : undefined;
}

/** Undefined where the words agree with the rest, or say nothing. */
export function placeConflict(answers: Answers, names: PlaceNames): PlaceConflict | undefined {
	const decided = decidedCounty(answers, names);
	if (!decided) return undefined;
	const pond = answers.pondId === '' ? undefined : registeredCounty(answers);
	const claims: CountyDecision[] = [decided, ...(pond === undefined ? [] : [{ adcode: pond, by: 'pond' as const }])];
	const parts = partsOf(answers);
	const doubted = claims.find(({ adcode }) => contradicts(parts, adcode, names));
	if (!doubted) return undefined;
	const named = countiesInWords(wordsOf(answers), names);
	return { ...doubted, named, signature: `${doubted.adcode}:${named.join()}` };
}

/**
 * The counties that must not see the report where the reporter wishes it: every one that it may lie in. Empty where
 * nothing says which: then it is all of them.
 */
export function byPassedCounties(answers: Answers, names: PlaceNames): number[] {
	const near = nearCounties(answers);
	const hints = [
		chosenCounty(answers),
		registeredCounty(answers),
		...(hasPoint(answers) ? near : []),
		...countiesInWords(wordsOf(answers), names),
	].filter((adcode) => adcode !== undefined);
	if (hints.length === 0) return [];
	return names.units.counties
		.map(({ adcode }) => adcode)
		.filter((adcode) => hints.includes(adcode) || near.includes(adcode));
}

/** Counties at the point and within the border band; empty while the server has not said, and where there are none. */
export function nearCounties({ placeWay, nearCounties: found }: Answers): number[] {
	if (placeWay === 'words' || found === '' || found === nowhere) return [];
	return found.split(',').map(Number);
}

/** True while the place is not given yet, or the server has not said in which county the point lies. */
export function isOpen(answers: Answers): boolean {
	const { placeWay, county, datum, nearCounties: found } = answers;
	if (placeWay === 'words') return county === '';
	return hasPoint(answers) ? found === '' : datum !== unknownDatum;
}

function chosenCounty({ placeWay, county, pickedCounty }: Answers): number | undefined {
	const chosen = placeWay === 'words' ? county : pickedCounty;
	return chosen === '' || chosen === unsure ? undefined : Number(chosen);
}

function registeredCounty({ registeredCounty: adcode }: Answers): number | undefined {
	return adcode === '' ? undefined : Number(adcode);
}

/** A point of unknown datum is sent as words. */
function hasPoint({ placeWay, datum }: Answers): boolean {
	return placeWay === 'phone' || (placeWay === 'typed' && isDatum(datum));
}

function partsOf({ placeWay, town, place }: Answers): string[] {
	return [placeWay === 'words' ? town : '', place].filter(Boolean);
}

function wordsOf(answers: Answers): string {
	return partsOf(answers).join(' ');
}
