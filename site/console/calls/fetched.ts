import { hashKey, keepPreviousData, useQuery } from '@tanstack/vue-query';
import { computed, type Ref, ref } from 'vue';
import { sentenceOf } from './api.ts';
import type { Subject } from './invalidate.ts';
import { queryClient } from './query-client.ts';
import { lastMe, me } from './session.ts';

/** What is fetched and kept while somebody is signed in. */
export interface Fetching<Value> {
	/** Names it; when it changes, something else is fetched. */
	key: () => readonly [Subject, ...unknown[]];
	/** Gets true when nobody asked for it: such a call keeps nobody signed in and reads no news. */
	fetch: (background: boolean) => Promise<Value>;
	/** Seconds after which what is shown is fetched again while the page is seen; 0 for not by itself. */
	every?: (value: Value) => number;
	/** False while it is not to be fetched. */
	when?: () => boolean;
}

/** Something fetched: its value, whether it is under way, and the sentence when it failed. */
export interface Fetched<Value> {
	value: Readonly<Ref<Value | null>>;
	loading: Readonly<Ref<boolean>>;
	error: Readonly<Ref<string>>;
	/** Fetches again because somebody asked for it, and says so when it fails. */
	load: () => Promise<void>;
}

/**
 * Fetches a list or figures, keeps them for whoever comes back to them, and renews them: when their page is opened or
 * seen again, when the line is back, every so often, and when `changed` names their subject. Not for what is sealed, nor
 * for what is logged when it is read: that is `useLoaded`.
 */
export function useFetched<Value>({ key, fetch, every, when = () => true }: Fetching<Value>): Fetched<Value> {
	// Until another officer's pages replace these, they stay hidden: they ask for nothing in the other's name.
	const owner = lastMe.value?.id;
	const asked = ref(false);
	let looking = false;
	let lookedAt = '';

	const { data, error, isFetching, isPending, isPlaceholderData, refetch } = useQuery<Value>(
		{
			queryKey: computed(key),
			queryFn: async ({ queryKey }) => {
				const hash = hashKey(queryKey);
				const background = hash === lookedAt && !looking;
				looking = false;
				const found = await fetch(background);
				lookedAt = hash;
				asked.value = false;
				return found;
			},
			enabled: () => me.value !== null && me.value.id === owner && when(),
			placeholderData: keepPreviousData,
			refetchInterval: ({ state }) => (state.data === undefined ? false : (every?.(state.data) ?? 0) * 1000),
		},
		queryClient,
	);
	const value = computed(() => data.value ?? null);

	async function load(): Promise<void> {
		looking = true;
		asked.value = true;
		await refetch();
	}

	return {
		value,
		loading: computed(() => isFetching.value && (isPending.value || isPlaceholderData.value)),
		// Where something is shown, only who asked reads that it was not renewed: it carries its as-of time.
		error: computed(() => (error.value && (value.value === null || asked.value) ? sentenceOf(error.value) : '')),
		load,
	};
}
