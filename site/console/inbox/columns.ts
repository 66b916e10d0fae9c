import { computed, ref, watch } from 'vue';
import { ApiError } from '../calls/api.ts';
import { calls } from '../calls/calls.ts';
import { me } from '../calls/session.ts';

/** Columns of the inbox that may be hidden; number and due date always stand. */
export const columns = [
	{ id: 'category', name: '类别' },
	{ id: 'place', name: '地点' },
	{ id: 'unit', name: '承办单位' },
	{ id: 'handler', name: '承办人' },
	{ id: 'received', name: '收到时间' },
	{ id: 'from', name: '来源' },
] as const;

export type ColumnId = (typeof columns)[number]['id'];

/** For whoever has not chosen yet. */
const hiddenAtFirst = ['from'];
const hidden = ref<string[]>(hiddenAtFirst);
watch(
	() => me.value?.id,
	() => (hidden.value = me.value?.hiddenColumns ?? hiddenAtFirst),
	{ immediate: true },
);

/** Whether a column is shown. */
export const shows = computed(() => (id: ColumnId) => !hidden.value.includes(id));

/** Shows or hides a column, for this officer on every computer from now on. */
export async function toggleColumn(id: ColumnId): Promise<void> {
	hidden.value = hidden.value.includes(id) ? hidden.value.filter((each) => each !== id) : [...hidden.value, id];
	try {
		await calls.keepColumns(hidden.value);
	} catch (error) {
		// Without an answer the choice lasts as long as the page.
		if (!(error instanceof ApiError)) throw error;
	}
}
