import { content } from '../build/content.ts';
import { type ListPage, paginate } from '../parts/paging.ts';
import { catalogue, type ListedPond } from './catalogue.ts';
import { type PondFilter, pondFilters, pondPageSize } from './filters.ts';

/** One page of one filtered list, as the routes of `ponds/by/` need it. */
export interface FilteredPage {
	filter: PondFilter;
	page: ListPage<ListedPond>;
}

/** Every page of every filtered list. */
export function filteredPages(): FilteredPage[] {
	return pondFilters(content().units.counties)
		.flatMap(({ filters }) => filters)
		.flatMap((filter) => paginate(catalogue().filter(filter.keeps), pondPageSize).map((page) => ({ filter, page })));
}
