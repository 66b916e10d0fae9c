import { publicText } from '../events/public-text.ts';
import { choice, reply } from './fields.ts';
import { defineMove } from './move.ts';

/** The case is not taken on, with a reason of content/rules/reasons.yaml. */
export const decline = defineMove({
	id: 'decline',
	name: '不予受理',
	hint: '不属于受理范围或没有具体线索，须写明理由并告知举报人。',
	from: ['received', 'assigned', 'accepted'],
	to: 'declined',
	by: {
		part: 'handler',
		permission: 'reports.move',
		where: 'reach',
		secondOfficer: 'by-rules',
		// Refused again after a review.
		cityConfirms: ({ reviews }) => reviews > 0,
	},
	fields: {
		reason: choice('理由', 'declineReasons'),
		reply: reply('告知举报人', '用平实的话说明理由，以及还可以向哪里反映。'),
	},
	refused: ({ officer, report }) =>
		report.status === 'received' && !officer.city ? '尚未指派的线索由市级决定。' : null,
	besideProposal: false,
	byPassCaution: null,
	changes: ({ now }) => ({ concludedAt: now }),
	relayed: { changes: null },
	answer: 'given',
	reporterReads: publicText(({ unit }) => `${unit}决定不予受理。`),
	menu: { group: 'stop', order: 1, style: 'quiet' },
	bulk: false,
});
