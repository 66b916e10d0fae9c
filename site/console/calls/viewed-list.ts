import { computed } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import type { Named } from './answers.ts';
import { useFetched } from './fetched.ts';
import type { Subject } from './invalidate.ts';
import { useOwnAddress } from './own-address.ts';

/** What a list asks for: the view that is open, and the page, counted from 1. */
export interface ListRequest<View extends Named> {
	view: View;
	page: number;
}

/** What it tells of, and after how many seconds it is renewed. */
interface Kept {
	subject: Subject;
	every?: number;
}

/**
 * A list whose view and page stand in the address, so that it can be kept and passed on. `first`: id of the view where
 * the address names none that is known. Fetched at once, and again when the address of this list changes.
 */
export function useViewedList<Views extends readonly [Named, ...Named[]], Found>(
	views: Views,
	first: Views[number]['id'],
	fetchIt: (asked: ListRequest<Views[number]>, background: boolean) => Promise<Found>,
	{ subject, every = 0 }: Kept,
) {
	const route = useRoute();
	const router = useRouter();
	const { path } = route;
	const firstView = views.find(({ id }) => id === first) ?? views[0];
	const view = computed<Views[number]>(() => views.find(({ id }) => id === route.query['view']) ?? firstView);
	const page = computed(() => Number(route.query['page']) || 1);
	const fetched = useFetched({
		// A subject may have several lists: each has its address.
		key: () => [subject, path, view.value.id, page.value],
		fetch: (background) => fetchIt({ view: view.value, page: page.value }, background),
		every: () => every,
		when: useOwnAddress(),
	});
	return {
		...fetched,
		view,
		page,
		to: (id: string) => ({ query: { view: id } }),
		turnTo: (next: number) => router.push({ query: { view: view.value.id, page: next } }),
	};
}
