import { publicText } from '../events/public-text.ts';
import { reply } from './fields.ts';
import { defineMove } from './move.ts';
import { afterReview, refuseReviewer } from './reviewing.ts';

/** The review finds that the answer stands. */
export const uphold = defineMove({
	id: 'uphold',
	name: '维持原结论',
	hint: '复查认为原结论成立，写明理由并答复举报人；线索回到复查以前的状态。',
	from: ['reviewing'],
	to: 'before',
	before: ({ report }) => report.reviewedFrom ?? 'concluded',
	by: { part: 'handler', permission: 'reports.move', where: 'reach', secondOfficer: 'never' },
	fields: { reply: reply('答复举报人', '写明复查了什么、为什么维持。') },
	refused: refuseReviewer,
	besideProposal: false,
	byPassCaution: null,
	changes: ({ now, report }) => ({ ...afterReview(report), concludedAt: now, reviewedFrom: null }),
	relayed: { changes: null },
	answer: 'given',
	reporterReads: publicText(() => '复查后维持原结论。'),
	menu: { group: 'forward', order: 8, style: 'primary' },
	bulk: false,
});
