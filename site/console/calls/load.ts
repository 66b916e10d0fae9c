import { onBeforeUnmount, type Ref, ref, shallowRef, watch } from 'vue';
import { ApiError, sentenceOf } from './api.ts';
import { me } from './session.ts';

/** Something fetched: its value, whether it is under way, and the sentence when it failed. */
export interface Loaded<Value> {
	value: Ref<Value | null>;
	loading: Ref<boolean>;
	error: Ref<string>;
	load: () => Promise<void>;
	/** Fetches again without showing that it loads; a failure leaves what is shown. */
	refresh: () => Promise<void>;
}

/** Fetches something and keeps the newest answer only. `fetchIt` gets true when nobody asked for it. */
export function useLoaded<Value>(fetchIt: (background: boolean) => Promise<Value>): Loaded<Value> {
	const value = shallowRef<Value | null>(null);
	const loading = ref(false);
	const error = ref('');
	let latest = 0;
	onBeforeUnmount(() => {
		latest = -1;
	});

	async function load(): Promise<void> {
		latest += 1;
		const mine = latest;
		loading.value = true;
		error.value = '';
		try {
			const answer = await fetchIt(false);
			if (mine === latest) value.value = answer;
		} catch (thrown) {
			if (mine !== latest) return;
			error.value = sentenceOf(thrown);
			if (!(thrown instanceof ApiError)) throw thrown;
		} finally {
			if (mine === latest) loading.value = false;
		}
	}

	async function refresh(): Promise<void> {
		if (loading.value || value.value === null) return;
		const mine = latest;
		try {
			const answer = await fetchIt(true);
			if (mine === latest) value.value = answer;
		} catch (thrown) {
			// What is shown stays, with its as-of time; the next round tries again.
			if (!(thrown instanceof ApiError)) throw thrown;
		}
	}

	// What a lapsed session left unread is read once somebody has signed in again.
	watch(me, (now, before) => {
		if (now && !before && error.value) void load();
	});

	return { value, loading, error, load, refresh };
}

/** Calls `again` every `seconds` while the page is seen. */
export function everySeconds(seconds: number, again: () => void): void {
	const timer = setInterval(() => {
		if (document.visibilityState === 'visible') again();
	}, seconds * 1000);
	onBeforeUnmount(() => clearInterval(timer));
}
