import { useQuery } from '@tanstack/vue-query';
import { computed, type Ref } from 'vue';
import { calls } from '../calls/calls.ts';
import type { Subject } from '../calls/invalidate.ts';
import { queryClient } from '../calls/query-client.ts';
import { may, me, needsSetup } from '../calls/session.ts';

const subject: Subject = 'alerts';

/**
 * How many lines raised for whoever is signed in they have not read: the number beside the column. Asked for every
 * minute by the console itself, which keeps nobody signed in; a failure leaves the number that is shown.
 */
export function useOpenAlerts(): Readonly<Ref<number>> {
	const { data } = useQuery<number>(
		{
			queryKey: [subject, 'open'],
			queryFn: async () => (await calls.alerts({ view: 'open', size: 1 }, true)).total,
			enabled: () => me.value !== null && !needsSetup.value && may('alerts.read'),
			refetchInterval: 60_000,
		},
		queryClient,
	);
	return computed(() => data.value ?? 0);
}
