import { computed, ref, watch } from 'vue';
import { me } from '../session.ts';

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

/** Several officers may use one computer: each keeps an own choice. */
const key = () => `console-hidden-columns:${me.value?.id}`;
const hidden = ref<string[]>([]);
watch(
	() => me.value?.id,
	() => (hidden.value = read()),
	{ immediate: true },
);

function read(): string[] {
	try {
		const kept: unknown = JSON.parse(localStorage.getItem(key()) ?? '["from"]');
		return Array.isArray(kept) ? kept.map(String) : [];
	} catch {
		// Storage switched off or written by something else: all columns.
		return [];
	}
}

/** Whether a column is shown. */
export const shows = computed(() => (id: ColumnId) => !hidden.value.includes(id));

/** Shows or hides a column, for this officer in this browser from now on. */
export function toggleColumn(id: ColumnId): void {
	hidden.value = hidden.value.includes(id) ? hidden.value.filter((each) => each !== id) : [...hidden.value, id];
	try {
		localStorage.setItem(key(), JSON.stringify(hidden.value));
	} catch {
		// Without storage the choice lasts as long as the page.
	}
}
