import type { Map as LeafletMap } from 'leaflet/dist/leaflet-src.esm.js';
import { markersDrawn } from '../../map/browser/county-names.ts';
import { openMap } from '../../map/browser/open-map.ts';
import { maxMarkers } from './max-markers.ts';
import { showClusters } from './pond-clusters.ts';
import type { PondFeature } from './pond-feature.ts';
import { pondMarker } from './pond-marker.ts';

/** Shows the ponds whose coordinates are published, each with a short card that leads to its page. */
export async function showPonds(
	box: HTMLElement,
	features: PondFeature[],
	pageOf: (id: string) => string,
	trouble: (sentence: string) => void,
): Promise<LeafletMap> {
	const map = await openMap(box, trouble);
	if (features.length > maxMarkers) {
		showClusters(map, features, pageOf);
		return map;
	}
	for (const feature of features) pondMarker(feature, pageOf).addTo(map);
	map.fire(markersDrawn);
	return map;
}
