import { queryClient } from './query-client.ts';

/** What lists are kept of; the first part of the key of each. */
export type Subject =
	/** Reports in lists of any kind. */
	| 'reports'
	| 'alarms'
	/** Lines for whoever supervises, and how many wait to be read. */
	| 'alerts'
	/** Statistics. */
	| 'figures'
	| 'tasks'
	| 'identity-requests'
	/** Lists that were imported, whose receipts can be made anew. */
	| 'imports'
	| 'outbox'
	| 'audit'
	/** Accounts, and what waits for a second administrator. */
	| 'accounts'
	/** Where the officer is signed in. */
	| 'sessions'
	| 'roles'
	| 'reference'
	/** What is on its way to the public, of every kind. */
	| 'publications';

/** Asks anew for what the page shows of these subjects. Resolves when it is there; a failure leaves what is shown. */
export async function changed(...subjects: Subject[]): Promise<void> {
	await Promise.all(subjects.map((subject) => queryClient.invalidateQueries({ queryKey: [subject] })));
}

/** Forgets every list that no page shows, once something was done: it may tell of what is no longer so. */
export function forgetUnseen(): void {
	queryClient.removeQueries({ type: 'inactive' });
}
