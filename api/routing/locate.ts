import { z } from 'zod';
import type { Content } from '../../content/content.ts';
import { contains, distanceTo, inBox, type Shape, shapesOf } from '../../content/facts/county-shapes.ts';
import { Point } from '../../content/schema/common.ts';

const CountyFound = z.object({
	adcode: z.int().meta({ description: '行政区划代码' }),
	name: z.string().meta({ description: '县（市、区）名称' }),
});

/** Where a point lies. */
export const Location = z
	.object({
		county: CountyFound.nullable().meta({ description: '坐标所在的县（市、区）；不在本市的为 null' }),
		/** The data do not tell the two apart. */
		nearBorder: z.boolean().meta({ description: '离县界太近，无法确定在哪一侧' }),
		alternatives: z
			.array(CountyFound.extend({ distanceM: z.int().min(0).meta({ description: '到该县的距离，米' }) }))
			.meta({ description: '县界附近的其他县（市、区），由近到远' }),
		point: Point.meta({ description: '换算成 WGS-84 的坐标' }),
	})
	.meta({
		ref: 'Location',
		description: '坐标的位置',
		examples: [
			{
				county: { adcode: 999999, name: '（示例）某县' },
				nearBorder: true,
				alternatives: [{ adcode: 999998, name: '（示例）邻县', distanceM: 120 }],
				point: { lat: 40, lon: 120 },
			},
		],
	});
export type Location = z.infer<typeof Location>;

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
