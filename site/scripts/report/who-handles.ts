import { type Answers, unsure } from './answers.ts';

/** What the page knows of the offices: `offices` is JSON, "adcode department" to the office's name. */
export interface Offices {
	city?: string;
	offices?: string;
}

/** Who will get the report as far as the page can tell; the server decides. */
export function whoHandles(answers: Answers, department: string, { city = '', offices = '{}' }: Offices): string {
	if (answers.avoidCounty) return `${city}直接处理，当地不可见`;
	const county = answers.placeWay === 'words' ? answers.county : answers.pickedCounty;
	if (county === '' || county === unsure) return `由${city}确定承办单位`;
	const names = JSON.parse(offices) as Record<string, string>;
	return names[`${county} ${department}`] ?? `由${city}确定承办单位`;
}
