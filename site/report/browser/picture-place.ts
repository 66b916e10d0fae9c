import { byId, element, fill } from '../../browser/element.ts';
import { readAnswers } from './answers-form.ts';
import type { MapPoint } from './point.ts';

/** Offers the position that a picture carries. It is used only after the reporter says so. */
export class PicturePlace {
	private readonly form: HTMLFormElement;
	private readonly use: (point: MapPoint) => void;
	private turn = 0;

	constructor(form: HTMLFormElement, use: (point: MapPoint) => void) {
		this.form = form;
		this.use = use;
		const input = byId<HTMLInputElement>('place-picture');
		input.addEventListener('change', () => void this.readForPlace(filesOf(input)));
		// On its way down: the list of evidence empties its own field as soon as it has taken the files.
		const noticed = ({ target }: Event) => {
			if (target instanceof HTMLInputElement && target.id === 'evidence') void this.readFromEvidence(filesOf(target));
		};
		form.addEventListener('change', noticed, true);
	}

	/** The picture was chosen to say where: it is said, too, when it does not. */
	private async readForPlace([picture]: File[]): Promise<void> {
		if (!picture) return;
		const turn = ++this.turn;
		const box = byId('place-picture-offer');
		try {
			const point = await read(picture);
			if (turn !== this.turn) return;
			if (point) this.offer(box, '', point, '已填入坐标，请在下方核对。');
			else fill(box, '这张照片里没有拍摄位置，有的手机在选取照片时会去掉。请改用其他方式。');
		} catch {
			fill(box, '照片读不出来，请改用其他方式。');
		}
	}

	/** Pictures chosen as evidence: only worth a question where the place is in words so far. */
	private async readFromEvidence(files: File[]): Promise<void> {
		if (readAnswers(this.form).placeWay !== 'words') return;
		const box = byId('evidence-position');
		for (const file of files.filter(tellsPlace)) {
			// A picture that cannot be read here is still evidence: the upload says what is wrong with it.
			const point = await read(file).catch(() => undefined);
			if (!point) continue;
			this.offer(box, file.name, point, '已用作举报地点，可以返回第 2 步核对。');
			return;
		}
	}

	private offer(box: HTMLElement, name: string, point: MapPoint, done: string): void {
		const use = element('button', { type: 'button', class: 'button button-quiet' }, '用作举报地点');
		use.addEventListener('click', () => {
			this.use(point);
			fill(box, done);
		});
		const leave = element('button', { type: 'button', class: 'link-button' }, '不用');
		leave.addEventListener('click', () => fill(box));
		const where = `北纬 ${point.lat.toFixed(5)}，东经 ${point.lon.toFixed(5)}`;
		const words = `照片${name && `“${name}”`}里记有拍摄位置：${where}。`;
		fill(box, element('p', {}, words), element('p', { class: 'buttons' }, use, leave));
	}
}

// Phones that do not know HEIC give it no type.
const tellsPlace = ({ type, name }: File) => type === 'image/jpeg' || type === 'image/heic' || /\.hei[cf]$/i.test(name);
const filesOf = (input: HTMLInputElement): File[] => Array.from(input.files ?? []);

async function read(picture: File): Promise<MapPoint | undefined> {
	const { readPicturePosition } = await import('./picture-position.ts');
	return readPicturePosition(picture);
}
