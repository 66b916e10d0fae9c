import type { OtherEvent } from './event.ts';
import { noPublicText } from './public-text.ts';

const reason = { name: 'reason', label: '理由' };
const untilItTakesEffect = noPublicText('The reporter hears of a decision once it takes effect.');

/** An officer lays a move before a second one. The history shows the fields of that move. */
export const propose: OtherEvent<'propose'> = {
	id: 'propose',
	name: '提请',
	aboutMove: true,
	by: { part: 'handler' },
	shows: [],
	conversation: false,
	reporterReads: untilItTakesEffect,
};

/** The county's approver agreed, and the city has the last word. */
export const approveProposal: OtherEvent<'approve-proposal'> = {
	id: 'approve-proposal',
	name: '同意，报市级确认',
	aboutMove: true,
	by: { part: 'handler' },
	shows: [reason],
	conversation: false,
	reporterReads: untilItTakesEffect,
};

/** The second officer sent it back. */
export const returnProposal: OtherEvent<'return-proposal'> = {
	id: 'return-proposal',
	name: '退回提请的',
	aboutMove: true,
	by: { part: 'handler' },
	shows: [reason],
	conversation: false,
	reporterReads: untilItTakesEffect,
};

/** Whoever proposed it took it back. */
export const withdrawProposal: OtherEvent<'withdraw-proposal'> = {
	id: 'withdraw-proposal',
	name: '撤回提请的',
	aboutMove: true,
	by: { part: 'handler' },
	shows: [reason],
	conversation: false,
	reporterReads: untilItTakesEffect,
};
