import { computed, watch } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import type { Named } from './answers.ts';
import { useLoaded } from './load.ts';

/** What a list asks for: the view that is open, and the page, counted from 1. */
export interface Asked<View extends Named> {
	view: View;
	page: number;
}

/**
 * A list whose view and page stand in the address, so that it can be kept and passed on. `first`: id of the view where
 * the address names none that is known. Loads at once, and again when the address of this list changes.
 */
export function useViewedList<Views extends readonly [Named, ...Named[]], Found>(
	views: Views,
	first: Views[number]['id'],
	fetchIt: (asked: Asked<Views[number]>, background: boolean) => Promise<Found>,
) {
	const route = useRoute();
	const router = useRouter();
	const { path } = route;
	const firstView = views.find(({ id }) => id === first) ?? views[0];
	const view = computed<Views[number]>(() => views.find(({ id }) => id === route.query['view']) ?? firstView);
	const page = computed(() => Number(route.query['page']) || 1);
	const loaded = useLoaded((background) => fetchIt({ view: view.value, page: page.value }, background));
	void loaded.load();
	// The address of another page carries other queries.
	watch([view, page], () => route.path === path && loaded.load());
	return {
		...loaded,
		view,
		page,
		to: (id: string) => ({ query: { view: id } }),
		turnTo: (next: number) => router.push({ query: { view: view.value.id, page: next } }),
	};
}
