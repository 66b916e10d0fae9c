import { divIcon, type Map as LeafletMap, type Marker, marker } from 'leaflet/dist/leaflet-src.esm.js';
import type Supercluster from 'supercluster';
import type { PondFeature } from './pond-feature.ts';
import { pondCard } from './pond-mark.ts';

export type Crowd = Supercluster<PondFeature['properties'], Record<string, never>>;

/** Ponds that one mark stands for. */
interface Gathered {
	id: number;
	count: number;
	at: [lat: number, lon: number];
}

/** More names than this do not fit a card; all of them stand in the list. */
const mostNames = 5;

/** A number in place of ponds too near together: it leads closer, or names them where the map can get no closer. */
export function numberMark(
	map: LeafletMap,
	crowd: Crowd,
	{ id, count, at }: Gathered,
	pageOf: (id: string) => string,
): Marker {
	const icon = divIcon({ className: 'map-mark map-many', iconSize: [44, 44], html: String(count) });
	const made = marker(at, { icon });
	const closer = crowd.getClusterExpansionZoom(id);
	const apart = closer <= map.getMaxZoom();
	made.on('add', () =>
		made.getElement()?.setAttribute('aria-label', `${count} 座尾矿库，${apart ? '放大' : '列出名称'}`),
	);
	if (!apart) return made.bindPopup(() => cardOf(crowd, id, count, pageOf), { closeButton: false, maxWidth: 240 });
	made.on('click', () => map.setView(at, closer));
	made.on('keypress', ({ originalEvent }) => {
		if (originalEvent.key !== 'Enter') return;
		// The mark goes away; whoever uses the keyboard goes on from the map.
		map.getContainer().focus();
		map.setView(at, closer);
	});
	return made;
}

function cardOf(crowd: Crowd, id: number, count: number, pageOf: (id: string) => string): HTMLElement {
	const ponds = crowd.getLeaves(id, mostNames).map(({ geometry, properties }): PondFeature => {
		const [lon = 0, lat = 0] = geometry.coordinates;
		return { geometry: { coordinates: [lon, lat] }, properties };
	});
	const card = pondCard(ponds, pageOf);
	if (count > ponds.length) card.append(`此处共 ${count} 座，其余见名录。`);
	return card;
}
