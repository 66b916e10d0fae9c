import type { Content } from '../content.ts';
import { ContentError } from '../content-error.ts';
import { contains, distanceTo, inBox, metresPerDegree, type Shape, shapesOf } from '../facts/county-shapes.ts';
import type { Point } from '../schema/common.ts';

const file = 'areas/counties.geojson';
/** Lines each way of the grid laid over a county. */
const gridLines = 12;

/**
 * Two counties that claim the same ground would make reports go to whichever is read first. Beside a border, within
 * the band, the city decides anyway; a claim that reaches deeper is a mistake in the file. Throws ContentError.
 */
export function checkOverlaps({ areas, units, routing }: Pick<Content, 'areas' | 'units' | 'routing'>): void {
	const shapes = shapesOf(areas, units);
	for (const [index, { county }] of shapes.entries()) {
		if (shapes.findIndex((each) => each.county.adcode === county.adcode) === index) continue;
		throw new ContentError(file, 'features', `${county.name}（${county.adcode}）画了两次，请合成一个`);
	}
	const corners = new Map(shapes.map((shape) => [shape, new Set(shape.polygons.flat(2).map(String))]));
	for (const one of shapes) {
		for (const other of shapes) {
			if (one === other) continue;
			const place = deepIn(one, other, corners.get(other) ?? new Set(), routing.borderBandM);
			if (!place) continue;
			const where = `东经 ${place.lon.toFixed(4)}、北纬 ${place.lat.toFixed(4)}`;
			const sentence = `${one.county.name}和${other.county.name}的边界在${where}一带重叠，深入超过 ${routing.borderBandM} 米，请更正其中一个`;
			throw new ContentError(file, 'features', sentence);
		}
	}
}

/** A point of one county that lies in the other one, further from its border than the band is wide. */
function deepIn(one: Shape, other: Shape, cornersOfOther: Set<string>, bandM: number): Point | undefined {
	const deep = (point: Point) => inBox(point, other.box) && contains(other, point) && distanceTo(other, point) > bandM;
	return (
		alongBorder(one, cornersOfOther, bandM).find(deep) ??
		onGrid(one).find((point) => deep(point) && contains(one, point))
	);
}

/** Points along a county's border, at most `stepM` apart, but for the stretches it shares with the other county. */
function alongBorder(shape: Shape, cornersOfOther: Set<string>, stepM: number): Point[] {
	return shape.polygons.flat().flatMap((ring) =>
		ring.slice(1).flatMap((to, index) => {
			const from = ring[index] ?? to;
			if (cornersOfOther.has(String(from)) && cornersOfOther.has(String(to))) return [];
			return between(from, to, stepM);
		}),
	);
}

function between([aLon = 0, aLat = 0]: number[], [bLon = 0, bLat = 0]: number[], stepM: number): Point[] {
	const lengthM = Math.hypot(bLon - aLon, bLat - aLat) * metresPerDegree;
	const steps = Math.ceil(lengthM / stepM);
	return Array.from({ length: steps }, (_, nth) => ({
		lat: aLat + ((bLat - aLat) * nth) / steps,
		lon: aLon + ((bLon - aLon) * nth) / steps,
	}));
}

function onGrid({ box }: Shape): Point[] {
	const lines = Array.from({ length: gridLines }, (_, nth) => (nth + 0.5) / gridLines);
	return lines.flatMap((y) =>
		lines.map((x) => ({
			lat: box.south + (box.north - box.south) * y,
			lon: box.west + (box.east - box.west) * x,
		})),
	);
}
