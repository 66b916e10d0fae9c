import { divIcon, type Map as LeafletMap, marker } from 'leaflet/dist/leaflet-src.esm.js';
import type { Outline } from './outlines.ts';

/** Event of the map after its markers were redrawn, so that names make space for them. */
export const markersDrawn = 'marksdrawn';

/** Pixels by which a name may move up or down to lie beside the marks. */
const shifts = [0, -24, 24, -46, 46];

/**
 * Writes the names on the counties of a map that has its view, beside the marks where there is room; where two would
 * overlap the later one waits until the map is larger.
 */
export function writeNames(map: LeafletMap, outlines: Outline[]): void {
	const names = outlines.map(({ name, label }) => {
		const written = document.createElement('span');
		written.textContent = name;
		// The pane below that of the marks: a name must not cover one.
		const icon = divIcon({ className: 'map-label', html: written, iconSize: [0, 0] });
		marker(label, { icon, interactive: false, keyboard: false, pane: 'shadowPane' }).addTo(map);
		return written;
	});
	const show = () => showApart(names, [...map.getContainer().querySelectorAll('.map-mark')]);
	show();
	map.on(`zoomend resize ${markersDrawn}`, show);
}

function showApart(names: HTMLElement[], marks: Element[]): void {
	const taken = marks.map((mark) => mark.getBoundingClientRect());
	const shown: DOMRect[] = [];
	for (const name of names) {
		name.classList.remove('is-hidden');
		name.style.marginTop = '0';
		const home = name.getBoundingClientRect();
		const free = (by: number, boxes: DOMRect[]) => boxes.every((box) => !overlap(moved(home, by), box));
		const beside = shifts.find((by) => free(by, [...shown, ...taken]));
		if (beside === undefined && !free(0, shown)) {
			name.classList.add('is-hidden');
			continue;
		}
		name.style.marginTop = `${beside ?? 0}px`;
		shown.push(moved(home, beside ?? 0));
	}
}

const moved = (box: DOMRect, by: number): DOMRect => new DOMRect(box.x, box.y + by, box.width, box.height);

const overlap = (a: DOMRect, b: DOMRect): boolean =>
	a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
