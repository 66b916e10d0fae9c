import { z } from 'zod';
import { Adcode, Text } from './common.ts';

const Position = z.tuple([z.number(), z.number()]).rest(z.number());
const Ring = z.array(Position).min(4, '边界环至少要有四个点');

/** content/areas/counties.geojson: WGS-84 polygons, one feature a county, holes and parts allowed. */
export const CountyAreas = z.object({
	type: z.literal('FeatureCollection'),
	/** One feature a county. */
	features: z
		.array(
			z.object({
				type: z.literal('Feature'),
				/** County code and name, as in units.yaml. */
				properties: z.object({ adcode: Adcode, name: Text }),
				/** WGS-84 degrees, longitude first. */
				geometry: z.discriminatedUnion('type', [
					z.object({ type: z.literal('Polygon'), coordinates: z.array(Ring).min(1) }),
					z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(Ring).min(1)).min(1) }),
				]),
			}),
		)
		.min(1),
});
export type CountyAreas = z.infer<typeof CountyAreas>;

/** content/areas/towns.json: township-level units with their statistical codes. */
export const Towns = z.array(
	z.strictObject({
		/** Nine-digit statistical code, its first six digits the county. */
		code: z.string().regex(/^\d{9}$/, '乡镇代码是 9 位数字'),
		/** County it belongs to. */
		adcode: Adcode,
		/** Official name, e.g. 宝国老镇. */
		name: Text,
	}),
);
export type Towns = z.infer<typeof Towns>;
