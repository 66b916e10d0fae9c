import { content } from '../build/content.ts';
import { catalogue } from './catalogue.ts';
import { type FilterGroup, type PondFilter, pondFilters } from './filters.ts';

interface CountedGroup extends FilterGroup {
	filters: Array<PondFilter & { count: number }>;
}

let counted: CountedGroup[] | undefined;

/** The filters with how many ponds each keeps, counted once per build: every page of every list offers them. */
export function countedFilters(): CountedGroup[] {
	counted ??= pondFilters(content().units.counties).map((group) => ({
		...group,
		filters: group.filters.map((filter) => ({ ...filter, count: catalogue().filter(filter.keeps).length })),
	}));
	return counted;
}
