import type { Point } from '../../content/schema/common.ts';

const earthM = 6_371_008.8;
const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Metres between two points on the ground. */
export function distanceM(a: Point, b: Point): number {
	const half = (from: number, to: number) => Math.sin(radians(to - from) / 2) ** 2;
	const h = half(a.lat, b.lat) + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * half(a.lon, b.lon);
	return 2 * earthM * Math.asin(Math.sqrt(h));
}

/** Degrees of latitude and longitude that hold a circle of `metres` around a point. */
export function boxAround({ lat }: Pick<Point, 'lat'>, metres: number): { lat: number; lon: number } {
	const degrees = (metres / earthM) * (180 / Math.PI);
	return { lat: degrees, lon: degrees / Math.cos(radians(lat)) };
}
