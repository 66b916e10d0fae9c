import type { accountRequests } from '../../../db/schema/accounts.ts';
import type { Deps } from '../../deps.ts';
import { NewAccount } from '../create-account.ts';

/** A request as stored. */
export type StoredRequest = typeof accountRequests.$inferSelect;

/** What can be asked for, with the words for it. */
export const requestKinds = {
	create: '新建',
	reset: '重置',
	enable: '启用',
} as const satisfies Record<StoredRequest['kind'], string>;

/** The account that a request to make one is about; null for one about an account that there is. */
export function newAccountOf({ account }: Pick<StoredRequest, 'account'>): NewAccount | null {
	return account === null ? null : NewAccount.parse(account);
}

const dayMs = 86_400_000;

/** When a request that nobody decides lapses. */
export function lapsesAt(
	{ content }: Pick<Deps, 'content'>,
	{ requestedAt }: Pick<StoredRequest, 'requestedAt'>,
): string {
	return new Date(Date.parse(requestedAt) + content.accounts.requestDays * dayMs).toISOString();
}

/** Whether it still waits to be decided. */
export function isOpen(deps: Pick<Deps, 'content' | 'now'>, request: StoredRequest): boolean {
	return request.state === 'waiting' && lapsesAt(deps, request) > deps.now().toISOString();
}
