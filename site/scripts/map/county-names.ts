import { divIcon, type Map as LeafletMap, marker } from 'leaflet/dist/leaflet-src.esm.js';
import type { Outline } from './outlines.ts';

/** Writes the names on the counties of a map that has its view; where two would overlap the later one waits until the map is larger. */
export function writeNames(map: LeafletMap, outlines: Outline[]): void {
	const names = outlines.map(({ name, label }) => {
		const written = document.createElement('span');
		written.textContent = name;
		// The pane below that of the marks: a name must not cover one.
		const icon = divIcon({ className: 'map-label', html: written, iconSize: [0, 0] });
		marker(label, { icon, interactive: false, keyboard: false, pane: 'shadowPane' }).addTo(map);
		return written;
	});
	showApart(names);
	map.on('zoomend resize', () => showApart(names));
}

function showApart(names: HTMLElement[]): void {
	const shown: DOMRect[] = [];
	for (const name of names) {
		name.classList.remove('is-hidden');
		const box = name.getBoundingClientRect();
		if (shown.some((other) => overlap(box, other))) name.classList.add('is-hidden');
		else shown.push(box);
	}
}

const overlap = (a: DOMRect, b: DOMRect): boolean =>
	a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
