import { computed } from 'vue';
import { type LocationQuery, useRoute, useRouter } from 'vue-router';

/** Filters that figures set; the inbox names them in words and can drop them, but has no field for them. */
export const figureKeys = [
	'group',
	'town',
	'outcome',
	'ageFrom',
	'ageTo',
	'receivedMonth',
	'concludedMonth',
	'accepted',
	'answered',
	'returned',
	'rated',
] as const;
type FigureKey = (typeof figureKeys)[number];

/** What the inbox is narrowed to; it lives in the address, so that a list can be kept and passed on. */
export interface Filters extends Record<FigureKey, string> {
	view: string;
	status: string;
	category: string;
	county: string;
	q: string;
	sort: string;
	page: number;
}

function figuresOf(read: (key: FigureKey) => string): Record<FigureKey, string> {
	return Object.fromEntries(figureKeys.map((key) => [key, read(key)])) as Record<FigureKey, string>;
}

/** A change that drops every filter. */
export const noFilters: Partial<Filters> = { q: '', category: '', status: '', county: '', ...figuresOf(() => '') };

const one = (query: LocationQuery, key: string) => String(query[key] ?? '');

/** Reads the filters from the address and changes them there. */
export function useFilters(firstView: string) {
	const route = useRoute();
	const router = useRouter();
	const filters = computed<Filters>(() => ({
		view: one(route.query, 'view') || firstView,
		status: one(route.query, 'status'),
		category: one(route.query, 'category'),
		county: one(route.query, 'county'),
		q: one(route.query, 'q'),
		...figuresOf((key) => one(route.query, key)),
		sort: one(route.query, 'sort') || 'due',
		page: Number(one(route.query, 'page')) || 1,
	}));

	/** Address of the inbox with some filters changed; any change goes back to the first page. */
	function to(change: Partial<Filters>) {
		const next = { ...filters.value, page: 1, ...change };
		const query: Record<string, string> = { view: next.view };
		for (const key of ['status', 'category', 'county', 'q', ...figureKeys] as const)
			if (next[key]) query[key] = next[key];
		if (next.sort !== 'due') query['sort'] = next.sort;
		if (next.page > 1) query['page'] = String(next.page);
		return { path: '/reports', query };
	}

	return { filters, to, change: (change: Partial<Filters>) => router.push(to(change)) };
}
