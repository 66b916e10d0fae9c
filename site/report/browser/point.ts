/** A point in degrees, WGS-84 or CGCS2000, which are equal for this purpose. */
export interface MapPoint {
	lat: number;
	lon: number;
}

/** As many decimals as one pixel of the map can tell apart: a tap on a map of the whole city is no surveyed point. */
export function decimalsAt(zoom: number): number {
	const pixelsPerDegree = (256 * 2 ** zoom) / 360;
	return Math.min(6, Math.max(2, Math.round(Math.log10(pixelsPerDegree))));
}

/** A point as the coordinates field takes it, no more exact than the map it was chosen on. */
export function coordinatesAt({ lat, lon }: MapPoint, zoom: number): string {
	const decimals = decimalsAt(zoom);
	return `${lat.toFixed(decimals)}, ${lon.toFixed(decimals)}`;
}
