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

/** Where to write the name of a county: the centroid of its largest ring. */
export function labelPoint(geometry: CountyAreas['features'][number]['geometry']): Point {
	const rings = ringsOf(geometry).map((ring) => ({ ring, ...centroid(ring) }));
	const largest = rings.reduce((best, next) => (next.area > best.area ? next : best));
	return { lat: largest.lat, lon: largest.lon };
}

function ringsOf(geometry: CountyAreas['features'][number]['geometry']): Ring[] {
	return geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat();
}

function centroid(ring: Ring): { area: number; lat: number; lon: number } {
	let [doubled, x, y] = [0, 0, 0];
	ring.forEach(([lon, lat], index) => {
		const [nextLon, nextLat] = ring[(index + 1) % ring.length] ?? [lon, lat];
		const cross = lon * nextLat - nextLon * lat;
		doubled += cross;
		x += (lon + nextLon) * cross;
		y += (lat + nextLat) * cross;
	});
	return { area: Math.abs(doubled / 2), lon: x / (3 * doubled), lat: y / (3 * doubled) };
}
