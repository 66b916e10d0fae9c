import { queryClient } from './query-client.ts';

/** Subjects of cached queries: the first part of each query key. */
export type Subject =
	/** Reports in lists of any kind. */
	| 'reports'
	| 'alarms'
	/** Alerts, and how many are unread. */
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
	| 'publications'
	/** Whether the public site shows what was decided. */
	| 'site';

/** Refetches what the page shows of these subjects. Resolves when it is done; a failure leaves what is shown. */
export async function invalidate(...subjects: Subject[]): Promise<void> {
	await Promise.all(subjects.map((subject) => queryClient.invalidateQueries({ queryKey: [subject] })));
}

/** Removes every cached query that no page shows, after an action, since it may be out of date. */
export function removeInactive(): void {
	queryClient.removeQueries({ type: 'inactive' });
}
