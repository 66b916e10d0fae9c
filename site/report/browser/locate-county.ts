import type { PublicLocation } from '../../../api/start/public-contract.ts';
import type { Datum } from '../../../content/facts/datums.ts';
import { postJson } from '../../browser/call-api.ts';

/** Which county a point lies in, or may lie in. */
export type Located = PublicLocation;

/** Counties that come into question for a place, and whether one of them is certain. */
export interface Jurisdiction {
	certain: boolean;
	counties: Array<{ adcode: number; name: string }>;
}

/** Asks the server which county a point lies in. Rejects when the server cannot say. */
export async function locate(lat: number, lon: number, datum: Datum, stop: AbortSignal): Promise<Located> {
	// A place in the address would stand in the logs of every proxy on the way.
	const response = await postJson('locate', JSON.stringify({ lat, lon, datum }), {}, stop);
	if (!response.ok) throw new Error(`locate answered ${response.status}`);
	return (await response.json()) as Located;
}

/** A point of known datum needs one answer; where the datum is unknown all readings must agree to be certain. */
export function jurisdictionOf(readings: Located[]): Jurisdiction {
	const counties = new Map<number, string>();
	for (const { county, alternatives } of readings) {
		for (const { adcode, name } of county ? [county, ...alternatives] : alternatives) counties.set(adcode, name);
	}
	const certain = counties.size === 1 && readings.every(({ county, nearBorder }) => county && !nearBorder);
	return { certain, counties: Array.from(counties, ([adcode, name]) => ({ adcode, name })) };
}
