import type { OtherEvent } from './event.ts';
import { noPublicText } from './public-text.ts';

const reason = { name: 'reason', label: '理由' };
const ofStaff = noPublicText('Only staff see who asked for an identity; the auditor sees who opened it.');

/** An officer asks to open who reported it. */
export const identityAsk: OtherEvent<'identity-ask'> = {
	id: 'identity-ask',
	name: '申请查看举报人身份',
	aboutMove: false,
	by: { part: 'handler' },
	shows: [reason],
	conversation: false,
	reporterReads: ofStaff,
};

/** Another consents or refuses. */
export const identityDecide: OtherEvent<'identity-decide'> = {
	id: 'identity-decide',
	name: '答复查看举报人身份的申请',
	aboutMove: false,
	by: { part: 'outsider' },
	shows: [{ name: 'granted', label: '意见', words: (granted) => (granted ? '同意' : '不同意') }, reason],
	conversation: false,
	reporterReads: ofStaff,
};
