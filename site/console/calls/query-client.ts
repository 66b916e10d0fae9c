import { QueryCache, QueryClient } from '@tanstack/vue-query';
import { ApiError } from './api.ts';

/** A fault of the page itself is shown in a sentence, and not swallowed. */
function report(thrown: unknown): void {
	if (!(thrown instanceof ApiError)) reportError(thrown);
}

/** No answer and a server in trouble may be over in a moment; a refusal stays one. */
function isPassing(thrown: unknown): boolean {
	return thrown instanceof ApiError && (thrown.status === 0 || thrown.status >= 500);
}

/**
 * Keeps the lists that officers come back to, in memory only and no longer than a session: `session.ts` empties it.
 * Nothing that is sealed, and nothing whose reading is logged, is a query in here: see `load.ts`.
 */
export const queryClient = new QueryClient({
	queryCache: new QueryCache({ onError: report }),
	defaultOptions: {
		queries: {
			// Somebody without a line reads so at once, instead of waiting for it.
			networkMode: 'always',
			refetchOnReconnect: true,
			retry: (failures, thrown) => failures < 2 && isPassing(thrown),
			shallow: true,
		},
		// A step is never sent again by itself, and what it answers is not kept.
		mutations: { networkMode: 'always', retry: false, gcTime: 0, shallow: true },
	},
});
