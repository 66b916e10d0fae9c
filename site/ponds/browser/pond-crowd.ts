import type { Map as LeafletMap, Marker } from 'leaflet/dist/leaflet-src.esm.js';
import Supercluster from 'supercluster';
import { marksDrawn } from '../../map/browser/county-names.ts';
import { type Crowd, numberMark } from './number-mark.ts';
import type { PondFeature } from './pond-feature.ts';
import { pondMark } from './pond-mark.ts';

/** Marks nearer than a thumb is wide become one number. */
const thumb = 48;

/**
 * Shows thousands of ponds so that each mark can be hit and reached by keyboard: what lies too near together is one
 * number, which leads closer. Only what is in view is drawn.
 */
export function showGathered(map: LeafletMap, features: PondFeature[], pageOf: (id: string) => string): void {
	const crowd: Crowd = new Supercluster({
		radius: thumb,
		// Leaflet's tiles are of 256 pixels: the radius is then one on the screen.
		extent: 256,
		maxZoom: map.getMaxZoom() - 1,
	});
	crowd.load(
		features.map(({ geometry: { coordinates }, properties }) => ({
			type: 'Feature',
			geometry: { type: 'Point', coordinates },
			properties,
		})),
	);
	let shown = new Map<string, Marker>();
	const draw = () => {
		const wanted = marksIn(map, crowd, pageOf);
		// What stays is left alone: it may hold the focus or an open card.
		const kept = new Map([...wanted].map(([key, make]) => [key, shown.get(key) ?? make().addTo(map)]));
		for (const [key, mark] of shown) if (!kept.has(key)) mark.remove();
		shown = kept;
		map.fire(marksDrawn);
	};
	draw();
	map.on('moveend', draw);
}

/** What is in view, by what it is, and how to make its mark. */
function marksIn(map: LeafletMap, crowd: Crowd, pageOf: (id: string) => string): Map<string, () => Marker> {
	const view = map.getBounds();
	const box: [number, number, number, number] = [view.getWest(), view.getSouth(), view.getEast(), view.getNorth()];
	return new Map(
		crowd.getClusters(box, Math.floor(map.getZoom())).map((found): [string, () => Marker] => {
			const [lon = 0, lat = 0] = found.geometry.coordinates;
			if ('cluster' in found.properties) {
				const { cluster_id: id, point_count: count } = found.properties;
				return [`many ${id}`, () => numberMark(map, crowd, { id, count, at: [lat, lon] }, pageOf)];
			}
			const pond: PondFeature = { geometry: { coordinates: [lon, lat] }, properties: found.properties };
			return [pond.properties.id, () => pondMark(pond, pageOf)];
		}),
	);
}
