import { countyOf } from '../../../content/facts/look-up.ts';
import { content } from '../../build/content.ts';
import { displayAreas } from '../../map/areas.ts';
import { outlines } from '../../map/outlines.ts';

/** Schematic counties for the maps that a reader opens. */
export function GET(): Response {
	return Response.json(outlines(displayAreas(), (adcode) => countyOf(content(), adcode)?.name));
}
