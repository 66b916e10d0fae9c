import type { Reader } from '../../../db/open.ts';
import { findAccount } from '../find-account.ts';
import { accountIn, type KeptRequest } from './request.ts';

/** Name of the account that a request is about. */
export async function subjectOf(from: Reader, request: KeptRequest): Promise<string> {
	const about = request.userId ? await findAccount(from, request.userId) : accountIn(request);
	return about?.username ?? '';
}
