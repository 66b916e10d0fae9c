import type { Content } from '../content.ts';
import type { County, Unit } from '../schema/rules.ts';

/** What is listed under an id. */
export function entryOf<T extends { id: string }>(list: readonly T[], id: string | null | undefined): T | undefined {
	return list.find((entry) => entry.id === id);
}

/** The name listed under an id; the id itself where it is no longer listed. */
export function nameOf(list: ReadonlyArray<{ id: string; name: string }> | undefined, id: string): string {
	return entryOf(list ?? [], id)?.name ?? id;
}

/** The office of an id. */
export function unitOf({ units }: Pick<Content, 'units'>, id: string | null | undefined): Unit | undefined {
	return entryOf(units.units, id);
}

/** Name of an office. */
export function unitName({ units }: Pick<Content, 'units'>, id: string): string {
	return nameOf(units.units, id);
}

/** Name of the city's office that keeps what nobody else may keep. */
export function deskName({ units }: Pick<Content, 'units'>): string {
	return entryOf(units.units, units.city.desk)?.name ?? units.city.name;
}

/** Name of a category of reports. */
export function categoryName({ categories }: Pick<Content, 'categories'>, id: string): string {
	return nameOf(categories, id);
}

/** The county of an adcode; undefined for the city itself. */
export function countyOf({ units }: Pick<Content, 'units'>, adcode: number | null | undefined): County | undefined {
	return units.counties.find((county) => county.adcode === adcode);
}

/** Name of a town by its code. */
export function townName({ areas }: Pick<Content, 'areas'>, code: string): string {
	return areas.towns.find((town) => town.code === code)?.name ?? code;
}
