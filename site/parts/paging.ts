/** One page of a long list. Page 1 lives at the list's own address, the others below `page/<n>/`. */
export interface ListPage<T> {
	items: T[];
	/** Number of this page, from 1. */
	number: number;
	pages: number;
	/** Entries in the whole list. */
	total: number;
}

/** Cuts a list into pages. An empty list still has one page, so that its empty state can be shown. */
export function paginate<T>(items: T[], size: number): ListPage<T>[] {
	const pages = Math.max(1, Math.ceil(items.length / size));
	return Array.from({ length: pages }, (_, index) => ({
		items: items.slice(index * size, (index + 1) * size),
		number: index + 1,
		pages,
		total: items.length,
	}));
}

/** Address of a page of the list that lives at `root` (with its closing slash). */
export function pagePath(root: string, number: number): string {
	return number === 1 ? root : `${root}page/${number}/`;
}

/** The page numbers a pager names: first, last and those around the present one; undefined is a gap. */
export function pagerNumbers(number: number, pages: number): Array<number | undefined> {
	const near = (page: number): boolean => page === 1 || page === pages || Math.abs(page - number) <= 1;
	const shown: Array<number | undefined> = [];
	for (let page = 1; page <= pages; page++) {
		if (near(page)) shown.push(page);
		else if (shown.at(-1) !== undefined) shown.push(undefined);
	}
	return shown;
}
