import type { AccountRules } from '../../../content/schema/rules.ts';
import { PortalError } from '../../http/errors.ts';
import { type FairQueue, fairQueue } from '../../http/fair-queue.ts';

/**
 * Where passwords wait to be looked at, one at a time in each. Strangers wait for each other, so that known devices and
 * officers who are signed in find at most one of them ahead.
 */
export interface PasswordQueues {
	/** Browsers that were never signed in to the account, by network. */
	strangers: FairQueue;
	/** Known devices, and officers who are signed in, by device and by account. */
	known: FairQueue;
	/** Codes of half sign-ins, by device or network. */
	codes: FairQueue;
}

export function passwordQueues({
	waiting,
	waitingPerNetwork,
}: Pick<AccountRules['signIn'], 'waiting' | 'waitingPerNetwork'>): PasswordQueues {
	const queue = () => fairQueue({ atATime: 1, most: waiting, mostOfOne: waitingPerNetwork }, full);
	return { strangers: queue(), known: queue(), codes: queue() };
}

/** By then a full queue has moved on. */
const comeBackSeconds = 5;

function full(): PortalError {
	return new PortalError('unavailable', `现在提交的人较多，请 ${comeBackSeconds} 秒后再试，已填写的内容不会丢失。`, {
		retryAfter: comeBackSeconds,
	});
}
