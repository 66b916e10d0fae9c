import { byId } from '../../browser/element.ts';
import type { PointPicker } from './pick-point.ts';
import type { MapPoint } from './point.ts';

/** The map beside the coordinates: fetched only when it is opened, and never needed. */
export class PlaceMap {
	private readonly picked: (point: MapPoint, zoom: number) => void;
	private picker: Promise<PointPicker> | undefined;
	private known: MapPoint | undefined;

	constructor(picked: (point: MapPoint, zoom: number) => void) {
		this.picked = picked;
		const choice = byId<HTMLDetailsElement>('map-choice');
		choice.addEventListener('toggle', () => choice.open && void this.open());
	}

	/** Lets the pin follow what the form says. */
	show(point: MapPoint | undefined): void {
		this.known = point;
		this.picker?.then(
			(picker) => picker.show(this.known),
			// Said below, where the map was opened.
			() => undefined,
		);
	}

	private async open(): Promise<void> {
		const status = byId('map-status');
		status.textContent = this.picker === undefined ? '正在打开地图。' : '';
		this.picker ??= this.load();
		try {
			(await this.picker).show(this.known);
			status.textContent = '';
		} catch {
			this.picker = undefined;
			status.textContent = '地图暂时打不开，请填写坐标，或改用文字说明。';
		}
	}

	private async load(): Promise<PointPicker> {
		const { PointPicker } = await import('./pick-point.ts');
		return PointPicker.open(byId('place-map'), this.picked, (sentence) => {
			byId('map-status').textContent = `${sentence}请填写坐标，或改用文字说明。`;
		});
	}
}
