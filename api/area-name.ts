import type { Content } from '../content/load.ts';

/** Everyday name of the city or one of its counties; the code itself for one that is no longer listed. */
export function areaName({ units }: Pick<Content, 'units'>, adcode: number): string {
	return [units.city, ...units.counties].find((area) => area.adcode === adcode)?.name ?? String(adcode);
}
