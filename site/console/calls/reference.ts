import { useQuery } from '@tanstack/vue-query';
import { computed, effectScope } from 'vue';
import type { Reference } from './answers.ts';
import { sentenceOf } from './api.ts';
import { calls } from './calls.ts';
import type { Subject } from './invalidate.ts';
import { queryClient } from './query-client.ts';
import { me, needsSetup } from './session.ts';

const subject: Subject = 'reference';

// Every page needs them, so they belong to none: fetched once a sign-in, as soon as the account may be used.
const names = effectScope(true).run(() =>
	useQuery<Reference>(
		{
			queryKey: [subject],
			queryFn: () => calls.reference(),
			enabled: () => me.value !== null && !needsSetup.value,
			staleTime: Number.POSITIVE_INFINITY,
		},
		queryClient,
	),
);

/** Names of categories, counties, units and views; null until they are here. */
export const reference = computed(() => names?.data.value ?? null);
/** The sentence when they could not be fetched. */
export const referenceError = computed(() => (names?.error.value ? sentenceOf(names.error.value) : ''));
/** Fetches the names again, after that failed. */
export const loadReference = () => names?.refetch();

/** Whether the signed-in person works for the city. */
export const ofCity = computed(() => reference.value !== null && me.value?.adcode === reference.value.city.adcode);
