import { useMutation } from '@tanstack/vue-query';
import { computed, type Ref, shallowRef, watch } from 'vue';
import { ApiError, sentenceOf } from './api.ts';
import { queryClient } from './query-client.ts';
import { lastMe, me } from './session.ts';

/** Something opened: its value, whether it is under way, and the sentence when it failed. */
export interface Loaded<Value> {
	value: Ref<Value | null>;
	loading: Readonly<Ref<boolean>>;
	error: Readonly<Ref<string>>;
	load: () => Promise<void>;
	/** Fetches again without showing that it loads; a failure leaves what is shown. */
	refresh: () => Promise<void>;
}

/**
 * Opens something and shows the newest answer: for what is sealed, what is logged when it is read, and what somebody
 * writes in. To open it is a step of a person, so it is a mutation and no query: nothing fetches it again or retries it
 * by itself, no cache answers in its place, and the answer lives in this component only. `fetchIt` gets true for
 * `refresh`.
 */
export function useLoaded<Value>(fetchIt: (background: boolean) => Promise<Value>): Loaded<Value> {
	const owner = lastMe.value?.id;
	const value = shallowRef<Value | null>(null);
	const opening = useMutation({ mutationFn: (background: boolean) => fetchIt(background) }, queryClient);
	const asked = computed(() => opening.variables.value === false);
	const loading = computed(() => opening.isPending.value && asked.value);
	const error = computed(() => (opening.error.value && asked.value ? sentenceOf(opening.error.value) : ''));

	async function open(background: boolean): Promise<void> {
		try {
			// The library calls this for the newest answer only, and not once the page is left.
			await opening.mutateAsync(background, {
				onSuccess: (answer) => {
					value.value = answer;
				},
			});
		} catch (thrown) {
			if (!(thrown instanceof ApiError)) throw thrown;
		}
	}

	async function refresh(): Promise<void> {
		if (!loading.value && value.value !== null) await open(true);
	}

	// What a lapsed session left unread is read once the same officer has signed in again.
	watch(me, (now, before) => {
		if (now?.id === owner && !before && error.value) void open(false);
	});

	return { value, loading, error, load: () => open(false), refresh };
}
