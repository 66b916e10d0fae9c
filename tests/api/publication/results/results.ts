import { type Answer, aConclusion, aDraft, aReport, type TestPortal } from '../../portal.ts';

/** A concluded report of 北票市. */
export async function aConcluded(portal: TestPortal, changes: Record<string, unknown> = {}): Promise<string> {
	const { number } = await portal.report(changes);
	return conclude(portal, number);
}

/** A report of 北票市 that somebody wrote in a letter, concluded. */
export async function aConcludedLetter(portal: TestPortal): Promise<string> {
	const { json } = await portal.call('POST', 'api/staff/reports', {
		as: await portal.signIn('beipiao'),
		body: { ...aReport(), channel: 'letter' },
		headers: { 'idempotency-key': crypto.randomUUID() },
	});
	return conclude(portal, json.number);
}

/** Takes a report of 北票市 to its end. */
export async function conclude(portal: TestPortal, number: string): Promise<string> {
	await portal.move('beipiao', number, 'accept');
	await portal.move('beipiao', number, 'investigate', { officers: '刘一\n陈二' });
	const { status, json } = await portal.move('beipiao', number, 'conclude', aConclusion());
	if (status !== 200) throw new Error(`not concluded: ${JSON.stringify(json)}`);
	return number;
}

/** Writes or rewrites the draft of a report. */
export async function putDraft(
	portal: TestPortal,
	number: string,
	changes: object = {},
	as = 'beipiao',
): Promise<Answer> {
	const cookie = await portal.signIn(as);
	return portal.call('PUT', `api/staff/reports/${number}/result`, { as: cookie, body: { ...aDraft(), ...changes } });
}

/** Submits, approves, returns or withdraws a result, at its present version. */
export async function act(
	portal: TestPortal,
	as: string,
	id: string,
	verb: string,
	more: object = {},
): Promise<Answer> {
	const cookie = await portal.signIn(as);
	const { json } = await portal.call('GET', `api/staff/results/${id}`, { as: cookie });
	const body = { version: json.version ?? 1, ...more };
	return portal.call('POST', `api/staff/results/${id}/${verb}`, { as: cookie, body });
}

/** A result that is approved and published, and its files written. */
export async function aPublished(portal: TestPortal, number: string, changes: object = {}): Promise<Answer['json']> {
	const { json } = await putDraft(portal, number, changes);
	await act(portal, 'beipiao', json.id, 'submit');
	const approved = await act(portal, 'beipiao-approver', json.id, 'approve');
	if (approved.status !== 200) throw new Error(`not approved: ${JSON.stringify(approved.json)}`);
	await portal.delivery.run();
	return approved.json;
}
