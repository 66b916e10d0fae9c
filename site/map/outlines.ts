import type { CountyAreas } from '../../content/schema/areas.ts';
import { labelPoint } from '../browser/project.ts';
import type { Outline } from './browser/outlines.ts';

// Four decimals are about ten metres, far finer than the schematic itself.
const round = (degrees: number): number => Math.round(degrees * 1e4) / 1e4;

/** The counties as the maps with script draw them, each under the name that this portal uses. */
export function outlines(areas: CountyAreas, nameOf: (adcode: number) => string | undefined): Outline[] {
	return areas.features.map(({ properties, geometry }) => {
		const parts = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
		const { lat, lon } = labelPoint(geometry);
		return {
			name: nameOf(properties.adcode) ?? properties.name,
			label: [round(lat), round(lon)],
			parts: parts.map((rings) =>
				rings.map((ring) => ring.map(([lon, lat]): [number, number] => [round(lat), round(lon)])),
			),
		};
	});
}
