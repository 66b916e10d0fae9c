import { nextTick, onBeforeUnmount, onMounted, type Ref } from 'vue';
import { me } from '../calls/session.ts';
import { picked } from './case-navigation.ts';

/** Keyboard shortcuts of the list: j and k move down and up, Enter opens (it is a link), / goes to the search. */
export function useListKeys(list: Ref<HTMLElement | undefined>, toSearch: () => void) {
	const links = () => [...(list.value?.querySelectorAll<HTMLAnchorElement>('a[data-number]') ?? [])];

	function moveFocus(step: 1 | -1): void {
		const all = links();
		const at = all.findIndex((link) => link.dataset['number'] === picked.value);
		const next = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + step, 0), all.length - 1)];
		next?.focus();
		next?.scrollIntoView({ block: 'nearest' });
	}

	function pressed(event: KeyboardEvent): void {
		if (!me.value || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
		const target = event.target instanceof HTMLElement ? event.target : null;
		if (target?.closest('input, textarea, select, [contenteditable], .el-select, .el-dialog')) return;
		const step = { j: 1, k: -1 } as const;
		if (event.key === 'j' || event.key === 'k') moveFocus(step[event.key]);
		else if (event.key === '/') toSearch();
		else return;
		event.preventDefault();
	}

	/** Returns the focus to the row of the report that was opened last. */
	async function restoreFocus(): Promise<void> {
		if (!picked.value) return;
		await nextTick();
		links()
			.find((link) => link.dataset['number'] === picked.value)
			?.focus();
	}

	onMounted(() => addEventListener('keydown', pressed));
	onBeforeUnmount(() => removeEventListener('keydown', pressed));
	return { picked, restoreFocus: restoreFocus };
}
