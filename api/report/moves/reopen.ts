import { publicText } from '../events/public-text.ts';
import { investigators, reply } from './fields.ts';
import { defineMove } from './move.ts';
import { afterReview, refuseReviewer } from './reviewing.ts';

/** The review finds that it has to be looked into once more. */
export const reopen = defineMove({
	id: 'reopen',
	name: '重新核查',
	hint: '复查认为需要重新核查。',
	from: ['reviewing'],
	to: 'investigating',
	by: { part: 'handler', permission: 'reports.move', where: 'reach', secondOfficer: 'never' },
	fields: { officers: investigators(), reply: reply('告知举报人', '说明复查决定。') },
	refused: refuseReviewer,
	besideProposal: false,
	byPassCaution: null,
	changes: ({ officer, report }) => ({
		...afterReview(report),
		outcome: null,
		concludedAt: null,
		acceptedAt: report.acceptedAt ?? report.concludedAt,
		mergedInto: null,
		reviewedFrom: null,
		handlerId: report.handlerId ?? officer.id,
	}),
	relayed: { changes: null },
	answer: 'owed-again',
	reporterReads: publicText(() => '复查后决定重新核查。'),
	menu: { group: 'forward', order: 7, style: 'primary' },
	bulk: false,
});
