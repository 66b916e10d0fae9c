import { divIcon, type Map as LeafletMap, type Marker, marker } from 'leaflet/dist/leaflet-src.esm.js';
import type Supercluster from 'supercluster';
import type { PondFeature } from './pond-feature.ts';
import { pondCard } from './pond-marker.ts';

export type PondClusters = Supercluster<PondFeature['properties'], Record<string, never>>;

/** A cluster of ponds. */
interface ClusterInfo {
	id: number;
	count: number;
	at: [lat: number, lon: number];
}

/** More names than this do not fit the popup; the list has all of them. */
const mostNames = 5;

/** The marker of a cluster: zooms in, or lists the names where the map cannot zoom further. */
export function clusterMarker(
	map: LeafletMap,
	clusters: PondClusters,
	{ id, count, at }: ClusterInfo,
	pageOf: (id: string) => string,
): Marker {
	const icon = divIcon({ className: 'map-mark map-many', iconSize: [44, 44], html: String(count) });
	const made = marker(at, { icon });
	const closer = clusters.getClusterExpansionZoom(id);
	const apart = closer <= map.getMaxZoom();
	made.on('add', () =>
		made.getElement()?.setAttribute('aria-label', `${count} 座尾矿库，${apart ? '放大' : '列出名称'}`),
	);
	if (!apart) return made.bindPopup(() => cardOf(clusters, id, count, pageOf), { closeButton: false, maxWidth: 240 });
	made.on('click', () => map.setView(at, closer));
	made.on('keypress', ({ originalEvent }) => {
		if (originalEvent.key !== 'Enter') return;
		// The marker is removed, so the keyboard focus moves to the map.
		map.getContainer().focus();
		map.setView(at, closer);
	});
	return made;
}

function cardOf(clusters: PondClusters, id: number, count: number, pageOf: (id: string) => string): HTMLElement {
	const ponds = clusters.getLeaves(id, mostNames).map(({ geometry, properties }): PondFeature => {
		const [lon = 0, lat = 0] = geometry.coordinates;
		return { geometry: { coordinates: [lon, lat] }, properties };
	});
	const card = pondCard(ponds, pageOf);
	if (count > ponds.length) card.append(`此处共 ${count} 座，其余见名录。`);
	return card;
}
