import { divIcon, type Marker, marker } from 'leaflet/dist/leaflet-src.esm.js';
import { gradeName, statusNames, unpublished } from '../pond-labels.ts';
import type { PondFeature } from './pond-feature.ts';

/** The marker of a pond: its shape shows whether it is in use, its popup links to its page. */
export function pondMarker(feature: PondFeature, pageOf: (id: string) => string): Marker {
	const { name, status } = feature.properties;
	const icon = divIcon({
		className: status === 'in-use' ? 'map-mark map-mark-in-use' : 'map-mark',
		iconSize: [24, 24],
	});
	const made = marker(pondAt(feature), { icon });
	made.on('add', () => made.getElement()?.setAttribute('aria-label', `${name}，${statusOf(feature)}`));
	made.bindPopup(() => pondCard([feature], pageOf), { closeButton: false, maxWidth: 240 });
	return made;
}

/** Content of the popup for ponds at one place, each with the link to its page. */
export function pondCard(features: PondFeature[], pageOf: (id: string) => string): HTMLElement {
	const box = document.createElement('div');
	for (const feature of features) {
		const { id, name, county, grade, overhead, asOf, demo } = feature.properties;
		const link = document.createElement('a');
		link.href = pageOf(id);
		link.textContent = name;
		const facts = [
			county,
			statusOf(feature),
			grade && `${gradeName(grade)}库`,
			overhead && '头顶库',
			demo && '演示数据',
		];
		box.append(paragraph(link), paragraph(facts.filter(Boolean).join('，')), paragraph(`数据日期 ${asOf}`));
	}
	return box;
}

/** Where a pond lies, in Leaflet's order. */
const pondAt = ({ geometry: { coordinates } }: PondFeature): [lat: number, lon: number] => [
	coordinates[1],
	coordinates[0],
];

function paragraph(content: Node | string): HTMLElement {
	const made = document.createElement('p');
	made.append(content);
	return made;
}

const statusOf = ({ properties: { status } }: PondFeature): string =>
	status ? statusNames[status] : `运行状况${unpublished}`;
