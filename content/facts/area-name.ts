import type { Content } from '../content.ts';
import { unitOf } from './look-up.ts';

/** The city or a county. */
export interface NamedArea {
	adcode: number;
	name: string;
}

/** The office that an account works for: its unit where it is tied to one, else its area. */
export function officeName(
	content: Pick<Content, 'units'>,
	{ adcode, unit }: { adcode: number; unit?: string | null },
): string {
	return unitOf(content, unit)?.name ?? areaName(content, adcode);
}

/** The city or one of its counties; undefined where it is no longer listed. */
export function areaOf({ units }: Pick<Content, 'units'>, adcode: number | null): NamedArea | undefined {
	return [units.city, ...units.counties].find((area) => area.adcode === adcode);
}

/** Everyday name of the city or one of its counties; the code itself for one that is no longer listed. */
export function areaName(content: Pick<Content, 'units'>, adcode: number): string {
	return areaOf(content, adcode)?.name ?? String(adcode);
}

/** Those of the counties that have one of these codes, in the order in which counties are listed. */
export function countiesOf(
	{ units }: { units: { counties: readonly NamedArea[] } },
	adcodes: readonly number[],
): NamedArea[] {
	return units.counties.filter(({ adcode }) => adcodes.includes(adcode)).map(({ adcode, name }) => ({ adcode, name }));
}

/** Their everyday names, as a list in a sentence. */
export function countyNames(
	content: { units: { counties: readonly NamedArea[] } },
	adcodes: readonly number[],
): string {
	return countiesOf(content, adcodes)
		.map(({ name }) => name)
		.join('、');
}
