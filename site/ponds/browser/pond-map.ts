import type { Map as LeafletMap } from 'leaflet/dist/leaflet-src.esm.js';
import { marksDrawn } from '../../map/browser/county-names.ts';
import { openMap } from '../../map/browser/open-map.ts';
import { mostMarks } from './most-marks.ts';
import { showGathered } from './pond-crowd.ts';
import type { PondFeature } from './pond-feature.ts';
import { pondMark } from './pond-mark.ts';

/** Shows the ponds whose coordinates are published, each with a short card that leads to its page. */
export async function showPonds(
	box: HTMLElement,
	features: PondFeature[],
	pageOf: (id: string) => string,
	trouble: (sentence: string) => void,
): Promise<LeafletMap> {
	const map = await openMap(box, trouble);
	if (features.length > mostMarks) {
		showGathered(map, features, pageOf);
		return map;
	}
	for (const feature of features) pondMark(feature, pageOf).addTo(map);
	map.fire(marksDrawn);
	return map;
}
