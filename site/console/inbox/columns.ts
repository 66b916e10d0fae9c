import { computed, ref } from 'vue';

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

const key = 'console-hidden-columns';
const hidden = ref<string[]>(read());

function read(): string[] {
	try {
		const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '["from"]');
		return Array.isArray(kept) ? kept.map(String) : [];
	} catch {
		// Storage switched off or written by something else: all columns.
		return [];
	}
}

/** Whether a column is shown. */
export const shows = computed(() => (id: ColumnId) => !hidden.value.includes(id));

/** Shows or hides a column, in this browser from now on. */
export function toggleColumn(id: ColumnId): void {
	hidden.value = hidden.value.includes(id) ? hidden.value.filter((each) => each !== id) : [...hidden.value, id];
	try {
		localStorage.setItem(key, JSON.stringify(hidden.value));
	} catch {
		// Without storage the choice lasts as long as the page.
	}
}
