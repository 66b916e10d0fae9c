import { useQuery } from '@tanstack/vue-query';
import { computed } from 'vue';
import type { OpenAlarms } from '../calls/answers.ts';
import { ApiError } from '../calls/api.ts';
import { calls } from '../calls/calls.ts';
import type { Subject } from '../calls/invalidate.ts';
import { queryClient } from '../calls/query-client.ts';
import { may, me, needsSetup } from '../calls/session.ts';

const subject: Subject = 'alarms';

/**
 * Alarms that wait for an answer, asked for every 15 seconds by the console itself, which keeps nobody signed in. A
 * failure leaves what is shown, and says that it is old.
 */
export function useOpenAlarms() {
	const sees = computed(() => me.value !== null && !needsSetup.value && may('reports.list'));
	const { data, error, dataUpdatedAt, errorUpdatedAt } = useQuery<OpenAlarms>(
		{
			queryKey: [subject],
			queryFn: () => calls.alarms(true),
			enabled: sees,
			refetchInterval: 15_000,
			// That it failed is said at once; the next round tries again.
			retry: false,
		},
		queryClient,
	);
	/** A session that is over is not a number that is old: the sign-in page says so. */
	const isOver = computed(() => error.value instanceof ApiError && error.value.status === 401);

	return {
		/** Null until they are known, and for whoever sees no reports. */
		openAlarms: computed(() => (sees.value && data.value) || null),
		/** Since when nothing new is known of them, for the last time that it was; null while all is well. */
		notRenewed: computed(() => {
			if (!sees.value || isOver.value || errorUpdatedAt.value <= dataUpdatedAt.value) return null;
			return { lastKnown: dataUpdatedAt.value > 0 ? new Date(dataUpdatedAt.value).toISOString() : null };
		}),
	};
}
