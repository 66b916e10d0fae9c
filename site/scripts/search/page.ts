import { type SearchEntry, search } from './match.ts';

const shown = 50;
const root = document.querySelector<HTMLElement>('[data-search]');
const form = document.querySelector<HTMLFormElement>('#search-form');
const list = document.querySelector<HTMLElement>('#search-found');
const status = document.querySelector<HTMLElement>('#search-status');
let index: Promise<SearchEntry[]> | undefined;

function load(base: string): Promise<SearchEntry[]> {
	index ??= fetch(`${base}search/index.json`).then((answer) => {
		if (!answer.ok) throw new Error(String(answer.status));
		return answer.json() as Promise<SearchEntry[]>;
	});
	return index;
}

function line(base: string, { title, path, kind, demo }: SearchEntry): HTMLLIElement {
	const item = document.createElement('li');
	const text = document.createElement('span');
	const link = document.createElement('a');
	link.href = base + path;
	link.textContent = title;
	text.append(link);
	for (const name of [kind, ...(demo ? ['演示数据'] : [])]) {
		const tag = document.createElement('span');
		tag.className = 'tag';
		tag.textContent = name;
		text.append(' ', tag);
	}
	item.append(text);
	return item;
}

async function run(query: string): Promise<void> {
	if (!root || !list || !status) return;
	const base = root.dataset.search ?? '/';
	list.textContent = '';
	if (query.trim() === '') {
		status.textContent = '请输入要查找的名称、地点或事项。';
		return;
	}
	try {
		const found = search(await load(base), query);
		status.textContent =
			found.length === 0
				? `没有找到与“${query}”有关的内容。请换一个词，或从网站地图查找。`
				: `找到 ${found.length} 条${found.length > shown ? `，显示前 ${shown} 条` : ''}。`;
		list.append(...found.slice(0, shown).map((entry) => line(base, entry)));
	} catch {
		index = undefined;
		status.textContent = '暂时无法搜索，请检查网络后重试，或从网站地图查找。';
	}
}

if (form) {
	const input = form.elements.namedItem('q') as HTMLInputElement;
	input.value = new URLSearchParams(location.search).get('q') ?? '';
	form.addEventListener('submit', (event) => {
		event.preventDefault();
		history.replaceState(null, '', `?q=${encodeURIComponent(input.value)}`);
		void run(input.value);
	});
	if (input.value) void run(input.value);
}
