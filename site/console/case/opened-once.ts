import { onBeforeUnmount, type ShallowRef, shallowRef, watch } from 'vue';
import { me } from '../calls/session.ts';

/** Something sealed that was opened: it lives as long as its dialog and is stored nowhere. `close` runs when the session ends. */
export function useOpenedOnce<Value>(close: () => void): ShallowRef<Value | null> {
	const opened = shallowRef<Value | null>(null);
	watch(me, close);
	onBeforeUnmount(() => {
		opened.value = null;
	});
	return opened;
}
