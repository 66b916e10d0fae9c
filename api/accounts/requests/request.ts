import type { accountRequests } from '../../../db/schema/accounts.ts';
import type { Deps } from '../../deps.ts';
import { NewAccount } from '../create-account.ts';

/** A request as it is kept. */
export type KeptRequest = typeof accountRequests.$inferSelect;

/** What can be asked for, with the words for it. */
export const requestKinds = {
	create: '新建',
	reset: '重置',
	enable: '启用',
} as const satisfies Record<KeptRequest['kind'], string>;

/** The account that a request to make one is about; null for one about an account that there is. */
export function accountIn({ account }: Pick<KeptRequest, 'account'>): NewAccount | null {
	return account === null ? null : NewAccount.parse(account);
}

const dayMs = 86_400_000;

/** When a request that nobody decides lapses. */
export function lapsesAt(
	{ content }: Pick<Deps, 'content'>,
	{ requestedAt }: Pick<KeptRequest, 'requestedAt'>,
): string {
	return new Date(Date.parse(requestedAt) + content.accounts.requestDays * dayMs).toISOString();
}

/** Whether it still waits to be decided. */
export function isOpen(deps: Pick<Deps, 'content' | 'now'>, request: KeptRequest): boolean {
	return request.state === 'waiting' && lapsesAt(deps, request) > deps.now().toISOString();
}
