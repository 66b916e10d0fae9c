import type { Reader } from '../../../db/database.ts';
import { findAccount } from '../find-account.ts';
import { newAccountOf, type StoredRequest } from './request.ts';

/** Name of the account that a request is about. */
export async function subjectOf(from: Reader, request: StoredRequest): Promise<string> {
	const about = request.userId ? await findAccount(from, request.userId) : newAccountOf(request);
	return about?.username ?? '';
}
