import type { Answer, TestPortal } from '../../portal.ts';

interface Who {
	asker?: string;
	approver?: string;
}

/** The handling officer asks to open who reported. */
export async function askIdentity(portal: TestPortal, number: string, asker = 'beipiao'): Promise<Answer> {
	const as = await portal.signIn(asker);
	const body = { reason: '电话核实举报线索' };
	return portal.call('POST', `api/staff/reports/${number}/identity/requests`, { as, body });
}

/** An approver answers. */
export async function decideIdentity(
	portal: TestPortal,
	number: string,
	id: string,
	{ approver = 'beipiao-approver', granted = true }: { approver?: string; granted?: boolean } = {},
): Promise<Answer> {
	const as = await portal.signIn(approver);
	const body = { granted, ...(!granted && { reason: '现场核实即可' }) };
	return portal.call('POST', `api/staff/reports/${number}/identity/requests/${id}/decision`, { as, body });
}

/** Asks and consents, so that the asker may open who reported for a day. */
export async function consent(portal: TestPortal, number: string, { asker, approver }: Who = {}): Promise<void> {
	const asked = await askIdentity(portal, number, asker);
	if (asked.status !== 201) throw new Error(`asking was refused: ${JSON.stringify(asked.json)}`);
	const decided = await decideIdentity(portal, number, asked.json.id, approver === undefined ? {} : { approver });
	if (decided.status !== 204) throw new Error(`the consent was refused: ${JSON.stringify(decided.json)}`);
}
