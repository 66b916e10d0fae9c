import type { AccountRules } from '../../../content/schema/rules.ts';
import { PortalError } from '../../http/errors.ts';
import { type FairQueue, fairQueue } from '../../http/fair-queue.ts';

/**
 * Queues of passwords to be checked, one at a time in each. Unknown devices have a queue of their own, so that known
 * devices and signed-in officers wait for at most one of them.
 */
export interface PasswordQueues {
	/** Browsers that were never signed in to the account, by network. */
	unknownDevices: FairQueue;
	/** Known devices, and officers who are signed in, by device and by account. */
	known: FairQueue;
	/** Codes of half sign-ins, by device or network. */
	codes: FairQueue;
}

export function passwordQueues({
	waiting,
	waitingPerNetwork,
}: Pick<AccountRules['signIn'], 'waiting' | 'waitingPerNetwork'>): PasswordQueues {
	const queue = () => fairQueue({ atATime: 1, capacity: waiting, mostPerParty: waitingPerNetwork }, full);
	return { unknownDevices: queue(), known: queue(), codes: queue() };
}

/** By then a full queue has advanced. */
const retrySeconds = 5;

function full(): PortalError {
	return new PortalError('unavailable', `现在提交的人较多，请 ${retrySeconds} 秒后再试，已填写的内容不会丢失。`, {
		retryAfter: retrySeconds,
	});
}
