import { describe, expect, it } from 'vitest';
import { pagePath, pagerNumbers, paginate } from '../../../site/parts/paging.ts';

describe('a long list', () => {
	it('is cut into pages that together hold every entry once', () => {
		const entries = Array.from({ length: 101 }, (_, index) => index);
		const pages = paginate(entries, 50);
		expect(pages.map(({ items }) => items.length)).toEqual([50, 50, 1]);
		expect(pages.flatMap(({ items }) => items)).toEqual(entries);
		expect(pages.every(({ total }) => total === 101)).toBe(true);
	});

	it('has one page when it is empty, so that the empty state has an address', () => {
		expect(paginate([], 50)).toEqual([{ items: [], number: 1, pages: 1, total: 0 }]);
	});

	it('keeps its own address for the first page', () => {
		expect(pagePath('ponds/', 1)).toBe('ponds/');
		expect(pagePath('ponds/', 3)).toBe('ponds/page/3/');
	});

	it('names the first, the last and the near pages, with a gap for the rest', () => {
		expect(pagerNumbers(5, 9)).toEqual([1, undefined, 4, 5, 6, undefined, 9]);
		expect(pagerNumbers(1, 1)).toEqual([1]);
		expect(pagerNumbers(2, 3)).toEqual([1, 2, 3]);
	});
});
