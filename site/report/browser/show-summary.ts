import { dayInWords } from '../../../content/facts/time.ts';
import { byId, element, fill, setText } from '../../browser/element.ts';
import { type Answers, type FieldName, stepOf, unknownDatum, unsure } from './answers.ts';
import { controlsOf } from './answers-form.ts';

const filesName = '照片等文件';
const filesId = 'summary-files';

type Row = [string, string, FieldName];

/** What the summary says beside the answers, in words. */
export interface SummaryTexts {
	handler: string;
	/** Counties to be by-passed; empty where the reporter wishes none. */
	byPassed: string;
	/** That the place contradicts the rest, and the reporter left it so; empty where it does not. */
	doubt: string;
	files: string;
}

/** Fills the last step with everything that will be sent, each group with a way back to it. */
export function showSummary(
	form: HTMLFormElement,
	answers: Answers,
	said: SummaryTexts,
	go: (step: number) => void,
): void {
	const rows: Row[] = [
		['举报的问题', nameOf(form, 'category', answers.category), 'category'],
		...(answers.pondName ? [[answers.pondId ? '尾矿库' : '矿山', answers.pondName, 'pondId'] as Row] : []),
		['地点', placeInWords(form, answers), 'placeWay'],
		...(said.doubt ? [['地点核对', said.doubt, 'placeWay'] as Row] : []),
		['回避', said.byPassed || '不需要', 'avoidCounty'],
		['由谁处理', said.handler, 'placeWay'],
		['时间', timeInWords(answers), 'description'],
		['情况', answers.description, 'description'],
		[filesName, said.files, 'description'],
		['身份', nameOf(form, 'mode', answers.mode), 'mode'],
		['联系方式', contactInWords(answers), 'mode'],
	];
	fill(byId('summary'), ...rows.map(([name, value, field]) => row(name, value, () => go(stepOf(field)))));
}

/** Says anew what there is of files, if the summary is there already. */
export function showFiles(files: string): void {
	if (document.getElementById(filesId)) setText(filesId, files);
}

function row(name: string, value: string, change: () => void): HTMLElement {
	const button = element('button', { type: 'button', class: 'link-button' }, '修改');
	button.appendChild(element('span', { class: 'unseen' }, name));
	button.addEventListener('click', change);
	return element(
		'div',
		{ class: 'summary-row' },
		element('dt', {}, name),
		element('dd', { class: 'summary-value', ...(name === filesName && { id: filesId }) }, value),
		element('dd', { class: 'summary-change' }, button),
	);
}

function nameOf(form: HTMLFormElement, field: FieldName, value: string): string {
	for (const control of controlsOf(form, field)) {
		if (control instanceof HTMLInputElement && control.value === value) return control.dataset.name ?? value;
		if (control instanceof HTMLSelectElement) {
			return Array.from(control.options).find((option) => option.value === value)?.text ?? value;
		}
	}
	return value;
}

function placeInWords(form: HTMLFormElement, answers: Answers): string {
	const { placeWay, lat, lon, accuracy, coordinates, datum, pickedCounty, place } = answers;
	const picked = pickedCounty && pickedCounty !== unsure ? nameOf(form, 'county', pickedCounty) : '';
	if (placeWay === 'phone') return joined(`手机位置 ${lat}, ${lon}（误差约 ${accuracy} 米）`, picked, place);
	if (placeWay === 'typed') {
		const from = datum === unknownDatum ? '坐标来源不清楚' : nameOf(form, 'datum', datum);
		return joined(`${coordinates}（${from}）`, picked, place);
	}
	return joined(nameOf(form, 'county', answers.county), answers.town, place);
}

function timeInWords({ whenKind, occurredOn, roughly }: Answers): string {
	if (whenKind === 'day') return dayInWords(occurredOn);
	return whenKind === 'roughly' ? roughly : '未填写';
}

function contactInWords({ mode, name, phone, email }: Answers): string {
	return joined(mode === 'anonymous' ? '' : name, phone, email) || '未留';
}

const joined = (...parts: string[]) => parts.filter((part) => part !== '').join('，');
