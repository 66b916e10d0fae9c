import { createRequire } from 'node:module';
import type { Datum } from '../../content/facts/datums.ts';
import type { Point } from '../../content/schema/common.ts';

// gcoord's types describe its bundle for browsers; Node loads the one for require.
type Transform = (point: [lon: number, lat: number], from: string, to: string) => [lon: number, lat: number];
const { transform }: { transform: Transform } = createRequire(import.meta.url)('gcoord');

/** The same place in WGS-84. CGCS2000 equals it for this purpose. Error of the round trip: under 0.3 m. */
export function toWgs84({ lat, lon }: Point, datum: Datum): Point {
	if (datum === 'wgs84' || datum === 'cgcs2000') return { lat, lon };
	const [wgsLon, wgsLat] = transform([lon, lat], datum === 'gcj02' ? 'GCJ02' : 'BD09', 'WGS84');
	return { lat: wgsLat, lon: wgsLon };
}
