import type { Datum } from '../../../content/facts/datums.ts';
import type { PlaceNames } from '../../../content/facts/place-in-words.ts';
import { plainLine } from '../../../content/facts/plain-text.ts';
import { type ParsedPlace, parsePlace } from '../../../content/facts/read-place.ts';
import { byId, setText } from '../../browser/element.ts';
import { askPosition } from '../../browser/position.ts';
import { isDatum, nowhere, unknownDatum } from './answers.ts';
import { readAnswers } from './answers-form.ts';
import { type Jurisdiction, jurisdictionOf, locate } from './locate-county.ts';
import { PicturePlace } from './picture-place.ts';
import { PlaceMap } from './place-map.ts';
import { coordinatesAt } from './point.ts';
import { PlaceConflictNote } from './show-conflict.ts';
import { showJurisdiction, showNoJurisdiction } from './show-jurisdiction.ts';
import { byPassEffect, handledBy } from './who-handles.ts';

type Point = { lat: number; lon: number; datums: Datum[] };

/** Runs the place step: the three ways, and at once the county that a point belongs to. */
export class PlaceStep {
	private readonly form: HTMLFormElement;
	private readonly city: string;
	private readonly names: PlaceNames;
	private readonly located: () => void;
	private readonly doubt: PlaceConflictNote;
	private readonly map: PlaceMap;
	private asked: AbortController | undefined;
	private shown = '';
	private timer = 0;
	/** The datum that came with the coordinates; it says nothing of others. Empty: it was chosen by hand. */
	private brought = '';

	/** `located` is called when the server has said which counties lie at the point. */
	constructor(form: HTMLFormElement, city: string, names: PlaceNames, located: () => void) {
		this.form = form;
		this.city = city;
		this.names = names;
		this.located = located;
		this.doubt = new PlaceConflictNote(form, names);
		form.addEventListener('input', () => this.showHandler());
		for (const radio of this.ways()) radio.addEventListener('change', () => this.refresh());
		byId('coordinates').addEventListener('input', () => this.typing());
		byId('datum').addEventListener('change', () => {
			this.brought = '';
			this.refresh();
		});
		byId('county').addEventListener('change', () => this.refresh());
		byId('ask-position').addEventListener('click', () => this.usePosition());
		this.map = new PlaceMap((point, zoom) => this.useTyped(coordinatesAt(point, zoom), 'cgcs2000'));
		new PicturePlace(form, ({ lat, lon }) => this.useTyped(`${lat.toFixed(6)}, ${lon.toFixed(6)}`, 'wgs84'));
	}

	/** Shows what belongs to the chosen way and asks for the county. Call after filling the form from a draft. */
	refresh(): void {
		const way = this.ways().find((radio) => radio.checked)?.value ?? '';
		for (const panel of Array.from(this.form.querySelectorAll<HTMLElement>('[data-way]'))) {
			panel.hidden = panel.dataset.way !== way;
		}
		byId('place-more').hidden = way === '';
		byId('jurisdiction').hidden = way === 'words' || way === '';
		if (way === 'phone') this.showPosition();
		this.showHandler();
		void this.ask(way === 'phone' ? this.phonePoint() : way === 'typed' ? this.typedPoint() : undefined);
	}

	private ways(): HTMLInputElement[] {
		return Array.from(this.form.querySelectorAll<HTMLInputElement>('[name="placeWay"]'));
	}

	/** Shows what a choice elsewhere has filled in. */
	filled(): void {
		this.brought = byId<HTMLSelectElement>('datum').value;
		this.refresh();
	}

	/** Takes coordinates that were not typed by hand as if they had been. */
	private useTyped(coordinates: string, datum: Datum): void {
		for (const radio of this.ways()) radio.checked = radio.value === 'typed';
		byId<HTMLInputElement>('coordinates').value = coordinates;
		byId('coordinates').dispatchEvent(new Event('input', { bubbles: true }));
		byId<HTMLSelectElement>('datum').value = datum;
		this.filled();
	}

	private typing(): void {
		this.followDatum();
		window.clearTimeout(this.timer);
		this.timer = window.setTimeout(() => this.refresh(), 500);
	}

	/** A link says its datum; bare numbers do not have that of what stood there before. */
	private followDatum(): void {
		const datum = byId<HTMLSelectElement>('datum');
		const parsed = parsePlace(byId<HTMLInputElement>('coordinates').value);
		const stated = parsed.ok ? (parsed.datum ?? '') : '';
		if (stated !== '' || datum.value === this.brought) datum.value = stated;
		this.brought = stated;
	}

	private async usePosition(): Promise<void> {
		const status = byId('position-status');
		status.textContent = '正在获取位置，请在弹出的询问中选择“允许”。';
		const answer = await askPosition();
		if (!answer.ok) {
			status.textContent = answer.sentence;
			return;
		}
		byId<HTMLInputElement>('lat').value = answer.lat.toFixed(6);
		byId<HTMLInputElement>('lon').value = answer.lon.toFixed(6);
		byId<HTMLInputElement>('accuracy').value = String(Math.round(answer.accuracy));
		byId('lat').dispatchEvent(new Event('input', { bubbles: true }));
		this.refresh();
	}

	/** Says at once who will handle it, and asks where the answers name different counties. */
	private showHandler(): void {
		const answers = readAnswers(this.form);
		this.doubt.show(answers);
		setText('handled-by', handledBy(answers, this.city, this.names));
		setText('avoidCounty-yes-text', byPassEffect(answers, this.city, this.names));
	}

	/** What was found at a point, kept with the answers. */
	private keepFound(found: Jurisdiction): void {
		const near = byId<HTMLInputElement>('nearCounties');
		near.value = found.counties.map(({ adcode }) => adcode).join() || nowhere;
		this.showHandler();
		this.located();
	}

	private showPosition(): void {
		const point = this.phonePoint();
		if (!point) return;
		const accuracy = Number(byId<HTMLInputElement>('accuracy').value);
		const rough = accuracy > 500 ? '误差较大，请在下方写明地点，或改用其他方式。' : '';
		byId('position-status').textContent =
			`已取得位置：北纬 ${point.lat.toFixed(5)}，东经 ${point.lon.toFixed(5)}，误差约 ${accuracy} 米。${rough}`;
	}

	private phonePoint(): Point | undefined {
		const [lat, lon] = [byId<HTMLInputElement>('lat').value, byId<HTMLInputElement>('lon').value];
		return lat && lon ? { lat: Number(lat), lon: Number(lon), datums: ['wgs84'] } : undefined;
	}

	private typedPoint(): Point | undefined {
		const typed = byId<HTMLInputElement>('coordinates').value;
		const datum = byId<HTMLSelectElement>('datum');
		if (plainLine(typed) === '') {
			this.understood('');
			return undefined;
		}
		const parsed = parsePlace(typed);
		if (!parsed.ok) {
			this.understood(parsed.sentence);
			return undefined;
		}
		byId('datum-help').hidden = datum.value !== unknownDatum;
		this.understood(inWords(parsed));
		if (isDatum(datum.value)) return { ...parsed, datums: [datum.value] };
		return datum.value === unknownDatum ? { ...parsed, datums: ['wgs84', 'gcj02', 'bd09'] } : undefined;
	}

	private understood(sentence: string): void {
		byId('coordinates-status').textContent = sentence;
	}

	private async ask(point: Point | undefined): Promise<void> {
		const wanted = point ? `${point.lat},${point.lon},${point.datums.join()}` : '';
		if (wanted === this.shown) return;
		// What was picked for one point says nothing of another; only a restored draft brings its own.
		if (this.shown !== '') {
			byId<HTMLInputElement>('pickedCounty').value = '';
			byId<HTMLInputElement>('nearCounties').value = '';
		}
		this.shown = wanted;
		this.asked?.abort();
		const box = byId('jurisdiction');
		box.textContent = '';
		if (!point) {
			this.map.show(undefined);
			return;
		}
		this.asked = new AbortController();
		const { signal } = this.asked;
		try {
			const readings = await Promise.all(point.datums.map((datum) => locate(point.lat, point.lon, datum, signal)));
			if (signal.aborted) return;
			// Readings of an unknown datum are several places: none of them is shown as the place.
			this.map.show(readings.length === 1 ? readings[0]?.point : undefined);
			const found = jurisdictionOf(readings);
			showJurisdiction(box, byId<HTMLInputElement>('pickedCounty'), found, this.city);
			this.keepFound(found);
		} catch {
			if (signal.aborted) return;
			this.shown = '';
			showNoJurisdiction(box, '暂时不能判断属于哪个县（市、区），不影响提交，提交后由系统或市级判断。');
		}
	}
}

function inWords({ lat, lon, decimals }: Extract<ParsedPlace, { ok: true }>): string {
	const rough = decimals < 3 ? '坐标位数较少，误差可能超过一百米，请在下方写明地点。' : '';
	return `已识别：北纬 ${lat}，东经 ${lon}。${rough}`;
}
