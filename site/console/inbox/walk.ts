import { ref, shallowRef, watch } from 'vue';
import { lastMe } from '../calls/session.ts';

/** Numbers on the page of the list that was last open, in its order. In memory only, gone with the tab. */
const numbers = shallowRef<string[]>([]);
/** Number of the report that was picked last, kept while reports are read and the list comes back. */
export const picked = ref('');

watch(
	() => lastMe.value?.id,
	() => {
		numbers.value = [];
		picked.value = '';
	},
);

/** Takes up the page of the list that is shown. */
export function walkAlong(items: ReadonlyArray<{ number: string }>): void {
	numbers.value = items.map(({ number }) => number);
}

/** Where a report stands on that page, and its neighbours there; null when it was opened in another way. */
export function placeOf(number: string): { at: number; of: number; before?: string; after?: string } | null {
	const index = numbers.value.indexOf(number);
	if (index < 0) return null;
	const [before, after] = [numbers.value[index - 1], numbers.value[index + 1]];
	return { at: index + 1, of: numbers.value.length, ...(before && { before }), ...(after && { after }) };
}
