import { content } from './content.ts';

/** Everyday name of a county or of the city. */
export function countyName(adcode: number): string {
	const { city, counties } = content().units;
	return counties.find((county) => county.adcode === adcode)?.name ?? city.name;
}

/** Name of a category of reports. */
export function categoryName(id: string): string {
	return content().categories.find((category) => category.id === id)?.name ?? id;
}
