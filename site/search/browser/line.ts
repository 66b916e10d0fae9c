import type { SearchEntry } from './match.ts';

/** One entry that was found, as it stands in the list. */
export function line(base: string, { title, path, kind, demo }: SearchEntry): HTMLLIElement {
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
