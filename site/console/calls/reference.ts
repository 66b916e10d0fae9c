import { computed, shallowRef, watch } from 'vue';
import type { Reference } from './answers.ts';
import { calls } from './calls.ts';
import { me } from './session.ts';

/** Names of categories, counties, units and views; null until they are here. */
export const reference = shallowRef<Reference | null>(null);

/** Whether the signed-in person works for the city. */
export const ofCity = computed(() => reference.value !== null && me.value?.adcode === reference.value.city.adcode);

let underWay: Promise<void> | null = null;

/** Fetches the names once a sign-in. */
export function loadReference(): Promise<void> {
	if (reference.value) return Promise.resolve();
	underWay ??= calls
		.reference()
		.then((answer) => {
			reference.value = answer;
		})
		.finally(() => {
			underWay = null;
		});
	return underWay;
}

watch(
	() => me.value?.id,
	() => {
		reference.value = null;
	},
);
