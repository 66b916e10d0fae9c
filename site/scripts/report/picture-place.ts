import type { MapPoint } from '../map/point.ts';
import { byId, element, fill } from './element.ts';

/** Offers the position that a picture carries. It is used only after the reporter says so. */
export class PicturePlace {
	private readonly use: (point: MapPoint) => void;
	private chosen = 0;

	constructor(use: (point: MapPoint) => void) {
		this.use = use;
		const input = byId<HTMLInputElement>('place-picture');
		input.addEventListener('change', () => {
			const [picture] = Array.from(input.files ?? []);
			if (picture) void this.read(picture);
		});
	}

	private async read(picture: File): Promise<void> {
		const turn = ++this.chosen;
		const offer = byId('place-picture-offer');
		try {
			const { readPicturePosition } = await import('./picture-position.ts');
			const point = await readPicturePosition(picture);
			if (turn !== this.chosen) return;
			if (point) this.offer(offer, point);
			else fill(offer, '这张照片里没有拍摄位置，有的手机在选取照片时会去掉。请改用其他方式。');
		} catch {
			fill(offer, '照片读不出来，请改用其他方式。');
		}
	}

	private offer(offer: HTMLElement, point: MapPoint): void {
		const { lat, lon } = point;
		const button = element('button', { type: 'button', class: 'button button-quiet' }, '用作举报地点');
		button.addEventListener('click', () => {
			this.use(point);
			fill(offer, '已填入坐标，请在下方核对。');
		});
		const words = `照片里的拍摄位置：北纬 ${lat.toFixed(5)}，东经 ${lon.toFixed(5)}。`;
		fill(offer, element('p', {}, words), button);
	}
}
