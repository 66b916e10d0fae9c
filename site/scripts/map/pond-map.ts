import {
	canvas,
	circleMarker,
	divIcon,
	type Layer,
	type Map as LeafletMap,
	marker,
} from 'leaflet/dist/leaflet-src.esm.js';
import { gradeName, statusNames, unpublished } from '../../ponds/words.ts';
import { openMap } from './open-map.ts';
import type { PondFeature } from './pond-feature.ts';

/** Marks with an element each can be reached by keyboard; beyond this many a phone needs them painted. */
const mostElements = 300;

/** Shows the ponds whose coordinates are published, each with a short card that leads to its page. */
export async function showPonds(
	box: HTMLElement,
	features: PondFeature[],
	pageOf: (id: string) => string,
	trouble: (sentence: string) => void,
): Promise<LeafletMap> {
	const map = await openMap(box, trouble);
	const painted = features.length > mostElements ? canvas() : undefined;
	for (const feature of features) {
		const mark = painted ? circleMarker(at(feature), { renderer: painted, radius: 6 }) : element(feature);
		mark.bindPopup(() => card(feature, pageOf), { closeButton: false, maxWidth: 240 }).addTo(map);
	}
	return map;
}

function element(feature: PondFeature): Layer {
	const { name, status } = feature.properties;
	const icon = divIcon({
		className: status === 'in-use' ? 'map-mark map-mark-in-use' : 'map-mark',
		iconSize: [24, 24],
	});
	const made = marker(at(feature), { icon });
	made.on('add', () => made.getElement()?.setAttribute('aria-label', `${name}，${statusOf(feature)}`));
	return made;
}

function card(feature: PondFeature, pageOf: (id: string) => string): HTMLElement {
	const { id, name, county, grade, overhead, asOf, demo } = feature.properties;
	const link = document.createElement('a');
	link.href = pageOf(id);
	link.textContent = name;
	const facts = [county, statusOf(feature), grade && `${gradeName(grade)}库`, overhead && '头顶库', demo && '演示数据'];
	const box = document.createElement('div');
	box.append(paragraph(link), paragraph(facts.filter(Boolean).join('，')), paragraph(`数据日期 ${asOf}`));
	return box;
}

function paragraph(content: Node | string): HTMLElement {
	const made = document.createElement('p');
	made.append(content);
	return made;
}

const statusOf = ({ properties: { status } }: PondFeature): string =>
	status ? statusNames[status] : `运行状况${unpublished}`;

const at = ({ geometry: { coordinates } }: PondFeature): [number, number] => [coordinates[1], coordinates[0]];
