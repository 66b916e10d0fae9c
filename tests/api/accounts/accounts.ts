import { createAccount } from '../../../api/accounts/create-account.ts';
import { thePortal } from '../../../api/audit/write.ts';
import type { Answer, TestPortal } from '../portal.ts';

/** The password of every clerk made here. */
export const password = 'mining-portal-2026';

let nth = 0;

/** A clerk of 北票市 that no other test knows. */
export async function aClerk({ staff, auth }: TestPortal): Promise<{ id: string; username: string }> {
	nth += 1;
	const username = `clerk-${nth}`;
	const account = { username, name: '测试', role: 'clerk' as const, adcode: 211381, password, demo: true };
	return { id: await createAccount(staff, auth, thePortal, account), username };
}

export function signIn(portal: TestPortal, username: string, given = password): Promise<Answer> {
	return portal.call('POST', 'api/staff/session', { body: { username, password: given } });
}

/** The cookies of an answer, as a browser sends them back. */
export function cookieOf({ headers }: { headers: Headers }): string {
	return headers
		.getSetCookie()
		.map((line) => line.split(';')[0])
		.join('; ');
}

/** A request of the administrator below /accounts. */
export async function asAdmin(portal: TestPortal, path: string, body: unknown = {}): Promise<Answer> {
	return portal.call('POST', `api/staff/accounts${path}`, { as: await portal.signIn('admin'), body });
}
