import { type PackedPonds, unpackPonds } from './packed.ts';
import { type Choice, gradeNames, type PondRow, selectPonds } from './select.ts';

/** Rows drawn at once; more come on demand, so that thousands of ponds do not stall a cheap phone. */
const step = 50;
const root = document.querySelector<HTMLElement>('[data-ponds]');
const form = document.querySelector<HTMLFormElement>('#choose');
const body = document.querySelector<HTMLElement>('#pond-rows');
const status = document.querySelector<HTMLElement>('#pond-status');
const more = document.querySelector<HTMLButtonElement>('#pond-more');
let ponds: PondRow[] = [];
let drawn = step;

const value = (name: string): string => String(new FormData(form ?? undefined).get(name) ?? '');

/** What a list of choices shows: the rows carry the same words. Empty where everything is wanted. */
function chosen(name: string): string {
	const list = form?.querySelector<HTMLSelectElement>(`select[name=${name}]`);
	return list?.value ? (list.selectedOptions[0]?.text ?? '') : '';
}

/** A choice can be linked to and survives a reload: it stands in the address. */
function takeFromAddress(): void {
	new URLSearchParams(location.search).forEach((value, name) => {
		const field = form?.elements.namedItem(name);
		if (field instanceof HTMLInputElement) field.value = value;
		if (!(field instanceof HTMLSelectElement)) return;
		if (Array.from(field.options).some((option) => option.value === value)) field.value = value;
	});
}

function keepInAddress(): void {
	const kept = new URLSearchParams();
	new FormData(form ?? undefined).forEach((value, name) => {
		if (typeof value === 'string' && value !== '' && `${name}=${value}` !== 'sort=county') kept.set(name, value);
	});
	const query = kept.toString();
	history.replaceState(null, '', query ? `?${query}` : location.pathname);
}

function cell(label: string, text: string): HTMLTableCellElement {
	const element = document.createElement('td');
	element.dataset.label = label;
	element.setAttribute('role', 'cell');
	element.textContent = text;
	return element;
}

function tag(text: string, kind = ''): HTMLElement {
	const element = document.createElement('span');
	element.className = `tag ${kind}`;
	element.textContent = text;
	return element;
}

function row(pond: PondRow, base: string): HTMLTableRowElement {
	const element = document.createElement('tr');
	element.setAttribute('role', 'row');
	const head = document.createElement('th');
	head.scope = 'row';
	head.setAttribute('role', 'rowheader');
	const name = document.createElement('span');
	const link = document.createElement('a');
	link.href = `${base}ponds/${pond.id}/`;
	link.textContent = pond.name;
	name.append(link);
	if (pond.overhead) name.append(' ', tag('头顶库', 'tag-solid'));
	if (pond.alarm) name.append(' ', tag(pond.alarm.name, pond.alarm.kind));
	if (pond.demo) name.append(' ', tag('演示数据'));
	head.append(name);
	element.append(
		head,
		cell('所在县', [pond.county, pond.town].filter(Boolean).join(' ')),
		cell('运行状况', pond.status),
		cell('等别', gradeNames[pond.grade] ?? ''),
		cell('在线监测', pond.monitoring),
		cell('自动核对', pond.findings > 0 ? `${pond.findings} 项提示` : '无提示'),
	);
	return element;
}

function draw(): void {
	if (!root || !body || !status || !more) return;
	const choice = {
		words: value('words'),
		county: chosen('county'),
		status: chosen('status'),
		grade: chosen('grade'),
		monitoring: chosen('monitoring'),
		other: value('other') as Choice['other'],
		sort: value('sort') as Choice['sort'],
	};
	const found = selectPonds(ponds, choice);
	body.textContent = '';
	const rows = document.createDocumentFragment();
	for (const pond of found.slice(0, drawn)) rows.append(row(pond, root.dataset.ponds ?? '/'));
	body.append(rows);
	status.textContent =
		found.length === 0 ? '没有符合条件的尾矿库。' : `共 ${found.length} 座，显示 ${Math.min(drawn, found.length)} 座。`;
	more.hidden = found.length <= drawn;
}

function redraw(): void {
	drawn = step;
	keepInAddress();
	draw();
}

async function start(): Promise<void> {
	if (!root || !form || !status) return;
	takeFromAddress();
	try {
		const answer = await fetch(`${root.dataset.ponds}ponds/find/index.json`);
		if (!answer.ok) throw new Error(String(answer.status));
		ponds = unpackPonds((await answer.json()) as PackedPonds);
		draw();
	} catch {
		status.textContent = '名录没有载入，请检查网络后刷新，或使用不需要脚本的名录。';
	}
	form.addEventListener('input', redraw);
	form.addEventListener('submit', (event) => {
		event.preventDefault();
		redraw();
	});
	more?.addEventListener('click', () => {
		drawn += step;
		draw();
	});
}

void start();
