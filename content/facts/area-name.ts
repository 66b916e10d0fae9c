import type { Content } from '../content.ts';

/** The office that an account works for: its unit where it is tied to one, else its area. */
export function officeName(
	content: Pick<Content, 'units'>,
	{ adcode, unit }: { adcode: number; unit?: string | null },
): string {
	return content.units.units.find(({ id }) => id === unit)?.name ?? areaName(content, adcode);
}

/** Everyday name of the city or one of its counties; the code itself for one that is no longer listed. */
export function areaName({ units }: Pick<Content, 'units'>, adcode: number): string {
	return [units.city, ...units.counties].find((area) => area.adcode === adcode)?.name ?? String(adcode);
}
