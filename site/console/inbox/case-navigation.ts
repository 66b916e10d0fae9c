import { ref, shallowRef, watch } from 'vue';
import { lastMe } from '../calls/session.ts';

/** Numbers on the list page that was open last, in its order. In memory only. */
const numbers = shallowRef<string[]>([]);
/** Number of the report that was opened last, so that the list can return the focus to it. */
export const picked = ref('');

watch(
	() => lastMe.value?.id,
	() => {
		numbers.value = [];
		picked.value = '';
	},
);

/** Sets the reports of the list page that is shown. */
export function setListedNumbers(items: ReadonlyArray<{ number: string }>): void {
	numbers.value = items.map(({ number }) => number);
}

/** Position of a report on that page, with its neighbours; null when it was not opened from the list. */
export function positionOf(number: string): { at: number; of: number; before?: string; after?: string } | null {
	const index = numbers.value.indexOf(number);
	if (index < 0) return null;
	const [before, after] = [numbers.value[index - 1], numbers.value[index + 1]];
	return { at: index + 1, of: numbers.value.length, ...(before && { before }), ...(after && { after }) };
}
