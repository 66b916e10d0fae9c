import { type Choice, type PondRow, selectPonds } from './select.ts';

/** Rows drawn at once; more come on demand, so that thousands of ponds do not stall a cheap phone. */
const step = 50;
const root = document.querySelector<HTMLElement>('[data-ponds]');
const form = document.querySelector<HTMLFormElement>('#choose');
const body = document.querySelector<HTMLElement>('#pond-rows');
const status = document.querySelector<HTMLElement>('#pond-status');
const more = document.querySelector<HTMLButtonElement>('#pond-more');
const gradeNames = ['未公布', '一等', '二等', '三等', '四等', '五等'];
let ponds: PondRow[] = [];
let drawn = step;

const value = (name: string): string => String(new FormData(form ?? undefined).get(name) ?? '');

function cell(label: string, text: string): HTMLTableCellElement {
	const element = document.createElement('td');
	element.dataset.label = label;
	element.setAttribute('role', 'cell');
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
	for (const text of [pond.overhead && '头顶库', pond.demo && '演示数据'].filter((text) => text !== false)) {
		const tag = document.createElement('span');
		tag.className = 'tag';
		tag.textContent = text;
		name.append(tag);
	}
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
		county: value('county'),
		status: value('status'),
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
	draw();
}

async function start(): Promise<void> {
	if (!root || !form || !status) return;
	try {
		const answer = await fetch(`${root.dataset.ponds}ponds/find/index.json`);
		if (!answer.ok) throw new Error(String(answer.status));
		ponds = (await answer.json()) as PondRow[];
		draw();
	} catch {
		status.textContent = '名录没有载入，请检查网络后刷新，或使用不需要脚本的名录。';
	}
	form.addEventListener('input', redraw);
	form.addEventListener('submit', (event) => event.preventDefault());
	more?.addEventListener('click', () => {
		drawn += step;
		draw();
	});
}

void start();
