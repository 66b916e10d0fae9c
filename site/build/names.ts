import { areaName } from '../../content/facts/area-name.ts';
import { nameOf } from '../../content/facts/look-up.ts';
import { content } from './content.ts';

/** Everyday name of a county or of the city. */
export function countyName(adcode: number): string {
	return areaName(content(), adcode);
}

/** Name of a category of reports. */
export function categoryName(id: string): string {
	return nameOf(content().categories, id);
}
