import { countyNames } from '../../../content/facts/area-name.ts';
import type { PlaceNames } from '../../../content/facts/place-in-words.ts';
import { type Answers, unsure } from './answers.ts';
import { byPassedCounties, decidedCounty, isOpen, placeConflict } from './county-decision.ts';

/** What the page knows of the offices: `offices` is JSON, "adcode department" to the office's name. */
export interface Offices {
	city?: string;
	offices?: string;
}

/** Who will get the report as far as the page can tell; the server decides. */
export function whoHandles(answers: Answers, department: string, page: Offices, names: PlaceNames): string {
	const { city = '', offices = '{}' } = page;
	if (answers.avoidCounty) return `由${city}直接办理，已请${byPassedLabel(answers, names)}回避，当地看不到这件举报`;
	if (placeConflict(answers, names)) return `由${city}核对后确定承办单位`;
	const decided = decidedCounty(answers, names);
	const byKey = JSON.parse(offices) as Record<string, string>;
	return (decided && byKey[`${decided.adcode} ${department}`]) ?? `由${city}确定承办单位`;
}

/** The same in a sentence for the place step, where the kind of problem does not matter; empty while nothing is said. */
export function handledBy(answers: Answers, city: string, names: PlaceNames): string {
	if (answers.avoidCounty) return `由${city}直接办理。`;
	if (placeConflict(answers, names)) return `由${city}核对后确定承办单位。`;
	const decided = decidedCounty(answers, names);
	if (decided) return `由${countyNames(names, [decided.adcode])}处理。`;
	if (answers.placeWay === 'words' ? answers.county === unsure : answers.nearCounties !== '') {
		return `由${city}判断属于哪里，再交给当地处理。`;
	}
	return '';
}

/** The effect of a wish to by-pass the county, shown before it is made. */
export function byPassEffect(answers: Answers, city: string, names: PlaceNames): string {
	return `勾选后，${byPassedLabel(answers, names)}看不到这件举报，由${city}直接办理。`;
}

/** The counties that would be by-passed, in words. */
export function byPassedLabel(answers: Answers, names: PlaceNames): string {
	const named = countyNames(names, byPassedCounties(answers, names));
	if (named) return named;
	return isOpen(answers) ? '所在县（市、区）' : '各县（市、区）';
}
