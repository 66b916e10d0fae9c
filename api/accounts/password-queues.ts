import type { AccountRules } from '../../content/schema/rules.ts';
import { type BoundedQueue, boundedQueue } from './bounded-queue.ts';

/**
 * Where passwords wait to be looked at. Strangers wait for each other, so that known devices and officers who are signed
 * in find at most one of them ahead.
 */
export interface PasswordQueues {
	/** Browsers that were never signed in to the account, by network. */
	strangers: BoundedQueue;
	/** Known devices, and officers who are signed in, by device and by account. */
	known: BoundedQueue;
	/** Codes of half sign-ins, by device or network. */
	codes: BoundedQueue;
}

export function passwordQueues({ signIn }: AccountRules): PasswordQueues {
	const queue = () => boundedQueue(signIn.waiting, signIn.waitingPerNetwork);
	return { strangers: queue(), known: queue(), codes: queue() };
}
