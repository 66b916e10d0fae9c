import { createAccount } from '../../../api/accounts/create-account.ts';
import { thePortal } from '../../../api/permission/actor.ts';
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

/** Signs in; `more` says from where, with which cookies, or with a captcha. */
export function signIn(
	portal: TestPortal,
	username: string,
	given = password,
	{ captcha, ...more }: { from?: string; as?: string; captcha?: string } = {},
): Promise<Answer> {
	const body = { username, password: given, ...(captcha && { captcha }) };
	return portal.call('POST', 'api/staff/session', { body, ...more });
}

/** The cookies of an answer, as a browser sends them back. */
export function cookieOf({ headers }: { headers: Headers }): string {
	return headers
		.getSetCookie()
		.map((line) => line.split(';')[0])
		.join('; ');
}

/** A request of the system administrator below /accounts. */
export async function asAdmin(portal: TestPortal, path: string, body: unknown = {}): Promise<Answer> {
	return portal.call('POST', `api/staff/accounts${path}`, { as: await portal.signIn('admin'), body });
}

/** A request for what needs two, by one of the administrators. */
export async function asks(portal: TestPortal, body: object, who = 'admin'): Promise<Answer> {
	const as = await portal.signIn(who);
	return portal.call('POST', 'api/staff/account-requests', { as, body: { reason: '工作需要', ...body } });
}

/** What the other administrator answers to a request. */
export async function decides(portal: TestPortal, id: string, grant = true, who = 'security'): Promise<Answer> {
	const as = await portal.signIn(who);
	return portal.call('POST', `api/staff/account-requests/${id}/decision`, { as, body: { grant } });
}

/** The first half of the one-time password, for whoever asked. */
export async function collects(portal: TestPortal, id: string, who = 'admin'): Promise<Answer> {
	return portal.call('POST', `api/staff/account-requests/${id}/half`, { as: await portal.signIn(who) });
}

/** What both administrators do together, start to end. Returns the one-time password that only the owner gets whole. */
export async function byBoth(portal: TestPortal, body: object): Promise<string> {
	const asked = await asks(portal, body);
	if (asked.status !== 201) throw new Error(`the request is refused: ${JSON.stringify(asked.json)}`);
	const [{ id }] = asked.json.items;
	const { json: second } = await decides(portal, id);
	const { json: first } = await collects(portal, id);
	return `${first.half}-${second.half}`;
}
