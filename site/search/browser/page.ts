import { plainLine } from '../../../content/facts/plain-text.ts';
import { line } from './line.ts';
import type { SearchEntry } from './match.ts';
import { type Step, searchInParts } from './search-in-parts.ts';

/** Entries shown at a time. */
const step = 50;
/** Parts of the index that were asked for. */
const asked = new Map<number, Promise<SearchEntry[]>>();
const root = document.querySelector<HTMLElement>('[data-search]');
const form = document.querySelector<HTMLFormElement>('#search-form');
const list = document.querySelector<HTMLElement>('#search-found');
const status = document.querySelector<HTMLElement>('#search-status');
const progress = document.querySelector<HTMLProgressElement>('#search-progress');
const more = document.querySelector<HTMLButtonElement>('#search-more');

if (root && form && list && status && progress && more) {
	const base = root.dataset.search ?? '/';
	const parts = Number(root.dataset.parts);
	const input = form.elements.namedItem('q') as HTMLInputElement;
	let current: ((count: number) => Promise<Step>) | undefined;

	/** Shows the next step of a search, unless another one has begun meanwhile. */
	const go = async (query: string, next: (count: number) => Promise<Step>): Promise<void> => {
		more.hidden = true;
		status.textContent = '正在查找…';
		try {
			const found = await next(step);
			if (next !== current) return;
			list.append(...found.entries.map((entry) => line(base, entry)));
			status.textContent = told(query, found);
			more.textContent = '显示更多';
			more.hidden = found.shown === found.found;
		} catch {
			if (next !== current) return;
			status.textContent = '没有查完，请检查网络后重试，或从网站地图查找。';
			more.textContent = '重试';
			more.hidden = false;
		}
		progress.hidden = true;
	};

	const run = (query: string): void => {
		current = undefined;
		list.textContent = '';
		more.hidden = true;
		if (plainLine(query) === '') {
			status.textContent = '请输入要查找的名称、地点或事项。';
			return;
		}
		const next = searchInParts(query, parts, partsBelow(base), (done) => {
			if (next !== current) return;
			progress.hidden = parts === 1;
			progress.value = done / parts;
		});
		current = next;
		more.onclick = () => void go(query, next);
		void go(query, next);
	};

	input.value = new URLSearchParams(location.search).get('q') ?? '';
	form.addEventListener('submit', (event) => {
		event.preventDefault();
		history.replaceState(null, '', `?q=${encodeURIComponent(input.value)}`);
		run(input.value);
	});
	if (input.value) run(input.value);
}

/** Loads parts of the index, each once; one that failed is asked for again. */
function partsBelow(base: string): (part: number) => Promise<SearchEntry[]> {
	return (part) => {
		const known = asked.get(part);
		if (known !== undefined) return known;
		const entries = fetch(`${base}search/${part}.json`).then((answer) => {
			if (!answer.ok) throw new Error(String(answer.status));
			return answer.json() as Promise<SearchEntry[]>;
		});
		asked.set(part, entries);
		entries.catch(() => asked.delete(part));
		return entries;
	};
}

function told(query: string, { shown, found, left }: Step): string {
	if (found === 0) return `没有找到与“${query}”有关的内容。请换一个词，或从网站地图查找。`;
	const first = found > shown ? `，显示前 ${shown} 条` : '';
	return left > 0 ? `已找到 ${found} 条${first}，还有内容没有查完。` : `找到 ${found} 条${first}。`;
}
