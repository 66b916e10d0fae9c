import type { PondStatus } from '../../../content/schema/pond.ts';

/** One pond of data/ponds.geojson, as far as the map shows it. */
export interface PondFeature {
	geometry: { coordinates: [lon: number, lat: number] };
	properties: {
		id: string;
		name: string;
		county?: string;
		status?: PondStatus;
		grade?: number;
		overhead?: boolean;
		asOf: string;
		demo: boolean;
	};
}
