import { divIcon, type LatLng, type Map as LeafletMap, type Marker, marker } from 'leaflet/dist/leaflet-src.esm.js';
import { openMap } from '../../map/browser/open-map.ts';
import type { MapPoint } from './point.ts';

/** A map on which one point is chosen, by tap, by dragging the pin, or by the keyboard through the crosshair. */
export class PointPicker {
	private readonly map: LeafletMap;
	private readonly picked: (point: MapPoint, zoom: number) => void;
	private readonly pin: Marker;

	/** `picked` hears of each choice with the zoom it was made at, which tells how exact it can be. */
	static async open(
		box: HTMLElement,
		picked: (point: MapPoint, zoom: number) => void,
		trouble: (sentence: string) => void,
	): Promise<PointPicker> {
		return new PointPicker(await openMap(box, trouble), picked);
	}

	private constructor(map: LeafletMap, picked: (point: MapPoint, zoom: number) => void) {
		this.map = map;
		this.picked = picked;
		const icon = divIcon({ className: 'map-pin', iconSize: [30, 30], iconAnchor: [15, 36] });
		this.pin = marker([0, 0], { icon, draggable: true, keyboard: false });
		this.pin.on('dragend', () => this.choose(this.pin.getLatLng()));
		map.on('click', ({ latlng }) => this.choose(latlng));
		this.aimByKeyboard(map.getContainer());
	}

	/** Puts the pin where the form says the place is, and takes it away where the form names no point. */
	show(point: MapPoint | undefined): void {
		// The box may have been hidden while the screen was turned.
		this.map.invalidateSize({ animate: false });
		if (!point) {
			this.pin.remove();
			return;
		}
		this.put(point);
		if (!this.map.getBounds().contains([point.lat, point.lon])) this.map.panTo([point.lat, point.lon]);
	}

	private choose({ lat, lng }: LatLng): void {
		this.put({ lat, lon: lng });
		this.picked({ lat, lon: lng }, this.map.getZoom());
	}

	private put({ lat, lon }: MapPoint): void {
		this.pin.setLatLng([lat, lon]).addTo(this.map);
	}

	/** Arrow keys move the map under the crosshair (Leaflet does that), Enter chooses what lies under it. */
	private aimByKeyboard(box: HTMLElement): void {
		const cross = document.createElement('div');
		cross.className = 'map-cross';
		box.appendChild(cross);
		box.addEventListener('keyup', () => box.classList.add('is-aiming'));
		for (const pointer of ['mousedown', 'touchstart'])
			box.addEventListener(pointer, () => box.classList.remove('is-aiming'), { passive: true });
		box.addEventListener('keydown', (event) => {
			if (event.target !== box || event.key !== 'Enter') return;
			event.preventDefault();
			this.choose(this.map.getCenter());
		});
	}
}
