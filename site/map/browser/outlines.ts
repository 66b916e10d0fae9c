/** One county of map/counties.json, its numbers in the order that Leaflet takes: latitude, longitude. */
export interface Outline {
	name: string;
	/** Where to write the name. */
	label: [lat: number, lon: number];
	/** Parts, each of rings, each of points. */
	parts: Array<Array<Array<[lat: number, lon: number]>>>;
}
