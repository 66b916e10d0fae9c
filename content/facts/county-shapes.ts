import pointInPolygon from 'point-in-polygon-hao';
import type { CountyAreas } from '../schema/areas.ts';
import type { Point } from '../schema/common.ts';
import type { Units } from '../schema/rules.ts';
import type { NamedArea } from './area-name.ts';
import { countyOf } from './look-up.ts';

export type Ring = number[][];

/** A county as it is drawn. */
export interface Shape {
	county: NamedArea;
	/** Polygons, each a list of rings. */
	polygons: Ring[][];
	box: Box;
}

export interface Box {
	west: number;
	south: number;
	east: number;
	north: number;
}

/** The counties of units.yaml as they are drawn; what else is drawn is not of this city. */
export function shapesOf({ counties }: { counties: CountyAreas }, units: Units): Shape[] {
	return counties.features.flatMap((feature): Shape[] => {
		const county = countyOf({ units }, feature.properties.adcode);
		if (!county) return [];
		const { geometry } = feature;
		const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
		return [{ county: { adcode: county.adcode, name: county.name }, polygons, box: boxOf(polygons) }];
	});
}

/** Whether a point lies in a county. One exactly on a border counts as within. */
export function contains(shape: Shape, { lat, lon }: Point): boolean {
	return shape.polygons.some((polygon) => pointInPolygon([lon, lat], polygon) !== false);
}

/** Metres from a point to the border of a county. */
export function distanceTo(shape: Shape, point: Point): number {
	let nearest = Number.POSITIVE_INFINITY;
	for (const ring of shape.polygons.flat()) {
		for (let i = 1; i < ring.length; i++) {
			nearest = Math.min(nearest, distanceToSegment(point, ring[i - 1] ?? [], ring[i] ?? []));
		}
	}
	return nearest;
}

export const metresPerDegree = 111_320;

/** Metres from a point to a line on a plane tangent at the point: exact to a metre within the band. */
function distanceToSegment(
	{ lat, lon }: Point,
	[aLon = 0, aLat = 0]: number[],
	[bLon = 0, bLat = 0]: number[],
): number {
	const kx = metresPerDegree * Math.cos((lat * Math.PI) / 180);
	const [ax, ay] = [(aLon - lon) * kx, (aLat - lat) * metresPerDegree];
	const [dx, dy] = [(bLon - aLon) * kx, (bLat - aLat) * metresPerDegree];
	const length2 = dx * dx + dy * dy;
	const t = length2 === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length2));
	return Math.hypot(ax + t * dx, ay + t * dy);
}

function boxOf(polygons: Ring[][]): Box {
	const points = polygons.flat(2);
	const lons = points.map(([lon = 0]) => lon);
	const lats = points.map(([, lat = 0]) => lat);
	return { west: Math.min(...lons), south: Math.min(...lats), east: Math.max(...lons), north: Math.max(...lats) };
}

/** Whether a point lies in a box, or at most `marginM` metres beside it. */
export function inBox({ lat, lon }: Point, box: Box, marginM = 0): boolean {
	const dLat = marginM / metresPerDegree;
	const dLon = dLat / Math.cos((lat * Math.PI) / 180);
	return lon >= box.west - dLon && lon <= box.east + dLon && lat >= box.south - dLat && lat <= box.north + dLat;
}
