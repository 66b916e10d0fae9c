import pointInPolygon from 'point-in-polygon-hao';
import type { Content } from '../../content/load.ts';
import type { Point } from '../../content/schema/common.ts';

export interface NamedCounty {
	adcode: number;
	name: string;
}

/** Where a point lies. `alternatives` are the other counties whose border is within the band, nearest first. */
export interface Location {
	county: NamedCounty | null;
	/** True when another county is so near that the data do not tell the two apart. */
	nearBorder: boolean;
	alternatives: Array<NamedCounty & { distanceM: number }>;
	/** WGS-84. */
	point: Point;
}

type Ring = number[][];
interface Shape {
	county: NamedCounty;
	/** Polygons, each a list of rings. */
	polygons: Ring[][];
	box: { west: number; south: number; east: number; north: number };
}

export type Locate = (point: Point) => Location;

/** Prepares the county polygons once and returns the pure function that places a WGS-84 point. */
export function locator({ areas, units, routing }: Pick<Content, 'areas' | 'units' | 'routing'>): Locate {
	const shapes = areas.counties.features.flatMap((feature): Shape[] => {
		const county = units.counties.find((county) => county.adcode === feature.properties.adcode);
		if (!county) return [];
		const { geometry } = feature;
		const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
		return [{ county: { adcode: county.adcode, name: county.name }, polygons, box: boxOf(polygons) }];
	});
	return (point) => locate(point, shapes, routing.borderBandM);
}

function locate(point: Point, shapes: Shape[], bandM: number): Location {
	const near = shapes.filter((shape) => inBox(point, shape.box, bandM));
	const home = near.find((shape) => contains(shape, point));
	const alternatives = near
		.filter((shape) => shape !== home)
		.map((shape) => ({ ...shape.county, distanceM: Math.round(distanceTo(shape, point)) }))
		.filter((alternative) => alternative.distanceM <= bandM)
		.sort((a, b) => a.distanceM - b.distanceM);
	return { county: home?.county ?? null, nearBorder: alternatives.length > 0, alternatives, point };
}

// A point exactly on a shared border (0) belongs to the first county that has it: it is ambiguous anyway.
function contains(shape: Shape, { lat, lon }: Point): boolean {
	return shape.polygons.some((polygon) => pointInPolygon([lon, lat], polygon) !== false);
}

function distanceTo(shape: Shape, point: Point): number {
	let nearest = Number.POSITIVE_INFINITY;
	for (const ring of shape.polygons.flat()) {
		for (let i = 1; i < ring.length; i++) {
			nearest = Math.min(nearest, distanceToSegment(point, ring[i - 1] ?? [], ring[i] ?? []));
		}
	}
	return nearest;
}

const metresPerDegree = 111_320;

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

function boxOf(polygons: Ring[][]): Shape['box'] {
	const points = polygons.flat(2);
	const lons = points.map(([lon = 0]) => lon);
	const lats = points.map(([, lat = 0]) => lat);
	return { west: Math.min(...lons), south: Math.min(...lats), east: Math.max(...lons), north: Math.max(...lats) };
}

function inBox({ lat, lon }: Point, box: Shape['box'], marginM: number): boolean {
	const dLat = marginM / metresPerDegree;
	const dLon = dLat / Math.cos((lat * Math.PI) / 180);
	return lon >= box.west - dLon && lon <= box.east + dLon && lat >= box.south - dLat && lat <= box.north + dLat;
}
