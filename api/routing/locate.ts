import type { Content } from '../../content/content.ts';
import {
	contains,
	distanceTo,
	inBox,
	type NamedCounty,
	type Shape,
	shapesOf,
} from '../../content/facts/county-shapes.ts';
import type { Point } from '../../content/schema/common.ts';

/** Where a point lies. `alternatives` are the other counties whose border is within the band, nearest first. */
export interface Location {
	county: NamedCounty | null;
	/** True when another county is so near that the data do not tell the two apart. */
	nearBorder: boolean;
	alternatives: Array<NamedCounty & { distanceM: number }>;
	/** WGS-84. */
	point: Point;
}

export type Locate = (point: Point) => Location;

/** Prepares the county polygons once and returns the pure function that places a WGS-84 point. */
export function locator({ areas, units, routing }: Pick<Content, 'areas' | 'units' | 'routing'>): Locate {
	const shapes = shapesOf(areas, units);
	return (point) => locate(point, shapes, routing.borderBandM);
}

function locate(point: Point, shapes: Shape[], bandM: number): Location {
	const near = shapes.filter((shape) => inBox(point, shape.box, bandM));
	// One exactly on a shared border belongs to the first county that has it: it is ambiguous anyway.
	const home = near.find((shape) => contains(shape, point));
	const alternatives = near
		.filter((shape) => shape !== home)
		.map((shape) => ({ ...shape.county, distanceM: Math.round(distanceTo(shape, point)) }))
		.filter((alternative) => alternative.distanceM <= bandM)
		.sort((a, b) => a.distanceM - b.distanceM);
	return { county: home?.county ?? null, nearBorder: alternatives.length > 0, alternatives, point };
}
