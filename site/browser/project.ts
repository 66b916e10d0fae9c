import polylabel from 'polylabel';
import type { CountyAreas } from '../../content/schema/areas.ts';
import type { Point } from '../../content/schema/common.ts';

type Ring = ReadonlyArray<readonly [number, number, ...number[]]>;

/** Turns degrees into the pixels of one picture. */
export interface Projection {
	width: number;
	height: number;
	toPixels: (point: Point) => [x: number, y: number];
}

/** The box in degrees that holds all areas. */
export function boundsOf(areas: CountyAreas): { south: number; west: number; north: number; east: number } {
	const points = areas.features.flatMap((feature) => ringsOf(feature.geometry).flat());
	const lons = points.map(([lon]) => lon);
	const lats = points.map(([, lat]) => lat);
	return { south: Math.min(...lats), west: Math.min(...lons), north: Math.max(...lats), east: Math.max(...lons) };
}

/** A plain projection (a degree of longitude shrinks by the cosine of the middle latitude) that fits all areas. */
export function fitAreas(areas: CountyAreas, width: number, margin = 6): Projection {
	const { south, west, north, east } = boundsOf(areas);
	const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
	const scale = (width - 2 * margin) / ((east - west) * squeeze);
	return {
		width,
		height: Math.round((north - south) * scale + 2 * margin),
		toPixels: ({ lat, lon }) => [
			Math.round(margin + (lon - west) * squeeze * scale),
			Math.round(margin + (north - lat) * scale),
		],
	};
}

/** The `d` of an SVG path for a county, in whole pixels, points that fall together left out. */
export function areaPath(geometry: CountyAreas['features'][number]['geometry'], { toPixels }: Projection): string {
	return ringsOf(geometry)
		.map((ring) => {
			const pixels = ring.map(([lon, lat]) => toPixels({ lat, lon }).join(' '));
			return `M${pixels.filter((pixel, index) => pixel !== pixels[index - 1]).join('L')}z`;
		})
		.join('');
}

/** Where to write the name of a county: the middle of the widest circle that fits into it, so never outside of it. */
export function labelPoint(geometry: CountyAreas['features'][number]['geometry']): Point {
	const parts = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
	const [, middle = 0] = parts[0]?.[0]?.[0] ?? [];
	const squeeze = Math.cos((middle * Math.PI) / 180);
	const spots = parts.map((rings) =>
		polylabel(
			rings.map((ring) => ring.map(([lon, lat]) => [lon * squeeze, lat])),
			precision,
		),
	);
	const [x, lat] = spots.reduce((best, next) => (next.distance > best.distance ? next : best));
	return { lat: lat ?? 0, lon: (x ?? 0) / squeeze };
}

/** About a hundred metres, in degrees. */
const precision = 0.001;

function ringsOf(geometry: CountyAreas['features'][number]['geometry']): Ring[] {
	return geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat();
}
