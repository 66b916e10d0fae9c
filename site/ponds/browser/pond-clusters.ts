import type { Map as LeafletMap, Marker } from 'leaflet/dist/leaflet-src.esm.js';
import Supercluster from 'supercluster';
import { markersDrawn } from '../../map/browser/county-names.ts';
import { clusterMarker, type PondClusters } from './cluster-marker.ts';
import type { PondFeature } from './pond-feature.ts';
import { pondMarker } from './pond-marker.ts';

/** Markers closer than the width of a thumb, in pixels, form a cluster. */
const thumb = 48;

/**
 * Shows thousands of ponds so that each marker can be hit and reached by keyboard: ponds too close together are shown as
 * a cluster. Only markers in view are drawn.
 */
export function showClusters(map: LeafletMap, features: PondFeature[], pageOf: (id: string) => string): void {
	const clusters: PondClusters = new Supercluster({
		radius: thumb,
		// Leaflet's tiles are of 256 pixels: the radius is then one on the screen.
		extent: 256,
		maxZoom: map.getMaxZoom() - 1,
	});
	clusters.load(
		features.map(({ geometry: { coordinates }, properties }) => ({
			type: 'Feature',
			geometry: { type: 'Point', coordinates },
			properties,
		})),
	);
	let shown = new Map<string, Marker>();
	const draw = () => {
		const inView = markersIn(map, clusters, pageOf);
		// Markers that stay are not redrawn: one may have the focus or an open popup.
		const remaining = new Map([...inView].map(([key, make]) => [key, shown.get(key) ?? make().addTo(map)]));
		for (const [key, mark] of shown) if (!remaining.has(key)) mark.remove();
		shown = remaining;
		map.fire(markersDrawn);
	};
	draw();
	map.on('moveend', draw);
}

/** The ponds and clusters in view by key, with functions that make their markers. */
function markersIn(map: LeafletMap, clusters: PondClusters, pageOf: (id: string) => string): Map<string, () => Marker> {
	const view = map.getBounds();
	const box: [number, number, number, number] = [view.getWest(), view.getSouth(), view.getEast(), view.getNorth()];
	return new Map(
		clusters.getClusters(box, Math.floor(map.getZoom())).map((found): [string, () => Marker] => {
			const [lon = 0, lat = 0] = found.geometry.coordinates;
			if ('cluster' in found.properties) {
				const { cluster_id: id, point_count: count } = found.properties;
				return [`many ${id}`, () => clusterMarker(map, clusters, { id, count, at: [lat, lon] }, pageOf)];
			}
			const pond: PondFeature = { geometry: { coordinates: [lon, lat] }, properties: found.properties };
			return [pond.properties.id, () => pondMarker(pond, pageOf)];
		}),
	);
}
