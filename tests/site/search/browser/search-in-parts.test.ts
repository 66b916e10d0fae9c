import { describe, expect, it } from 'vitest';
import type { SearchEntry } from '../../../../site/search/browser/match.ts';
import { searchInParts } from '../../../../site/search/browser/search-in-parts.ts';
import { cut } from '../../../../site/search/cut.ts';

const entry = (title: string): SearchEntry => ({ title, path: `${title}/`, kind: '页', text: '' });
const cases = (from: number, to: number) =>
	Array.from({ length: to - from + 1 }, (_, index) => entry(`案件${from + index}`));
const parts = [[entry('怎样举报'), ...cases(1, 2)], cases(3, 6), cases(7, 8)];

/** A search whose loads are counted; those listed in `broken` fail once. */
function searchFor(query: string, broken: number[] = []) {
	const asked: number[] = [];
	const done: number[] = [];
	const load = async (part: number) => {
		asked.push(part);
		if (broken.includes(part)) {
			broken.splice(broken.indexOf(part), 1);
			throw new Error('no network');
		}
		return parts[part - 1] ?? [];
	};
	return { asked, done, next: searchInParts(query, parts.length, load, (part) => done.push(part)) };
}
const titles = (entries: SearchEntry[]) => entries.map(({ title }) => title);

describe('a search through a large index', () => {
	it('loads no more than it needs to show a step and to know whether there is another', async () => {
		const { asked, next } = searchFor('案件');
		const step = await next(3);
		expect(titles(step.entries)).toEqual(['案件1', '案件2', '案件3']);
		expect(step).toMatchObject({ shown: 3, found: 6, left: 1 });
		expect(asked).toEqual([1, 2]);
	});

	it('goes on where it stopped, to the end', async () => {
		const { asked, done, next } = searchFor('案件');
		await next(3);
		expect(titles((await next(3)).entries)).toEqual(['案件4', '案件5', '案件6']);
		expect(await next(3)).toMatchObject({ entries: parts[2], shown: 8, found: 8, left: 0 });
		expect(asked).toEqual([1, 2, 3]);
		expect(done).toEqual([1, 2, 3]);
	});

	it('looks through everything before it says that there is nothing', async () => {
		const { asked, next } = searchFor('黄金海岸');
		expect(await next(50)).toEqual({ entries: [], shown: 0, found: 0, left: 0 });
		expect(asked).toEqual([1, 2, 3]);
	});

	it('asks again for the part that failed, and shows nothing twice', async () => {
		const { asked, next } = searchFor('案件', [2]);
		await expect(next(50)).rejects.toThrow('no network');
		expect(titles((await next(50)).entries)).toEqual(titles([...cases(1, 8)]));
		expect(asked).toEqual([1, 2, 2, 3]);
	});
});

describe('an index that is cut', () => {
	const list = ['一', '二二', '三三三', '四四四四四四四四四四'];

	it('keeps every entry once and in its order', () => {
		for (const most of [1, 5, 8, 100]) expect(cut(list, most).flat()).toEqual(list);
	});

	it('fills each part up to its size, and leaves an entry that is larger a part of its own', () => {
		expect(cut(list, 7)).toEqual([['一', '二二'], ['三三三'], ['四四四四四四四四四四']]);
		expect(cut(list, 1000)).toEqual([list]);
	});

	it('of nothing has no part', () => {
		expect(cut([], 10)).toEqual([]);
	});
});
