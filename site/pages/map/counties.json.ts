import { content } from '../../build/content.ts';
import { displayAreas } from '../../map/areas.ts';
import { outlines } from '../../map/outlines.ts';

/** Schematic counties for the maps that a reader opens. */
export function GET(): Response {
	const { counties } = content().units;
	return Response.json(outlines(displayAreas(), (adcode) => counties.find((county) => county.adcode === adcode)?.name));
}
