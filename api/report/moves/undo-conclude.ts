import { publicText } from '../events/public-text.ts';
import { conclude } from './conclude.ts';
import { reply, text } from './fields.ts';
import { defineMove } from './move.ts';
import { refuseUndoing } from './undoing.ts';

/** A conclusion was wrong. */
export const undoConclude = defineMove({
	id: 'undo-conclude',
	name: '撤销办结',
	hint: '办结有误的，写明理由，恢复到办结以前的状态。须由提请办结以外的人员办理。',
	from: ['concluded'],
	to: 'before',
	before: ({ history }) => history.stateBefore(conclude),
	by: { part: 'handler', permission: 'reports.approve', where: 'reach', secondOfficer: 'never' },
	fields: {
		reason: text('撤销理由', '写明哪里有误。'),
		reply: reply('告知举报人', '说明为什么撤销，接下来怎样办理。'),
	},
	refused: (asked) => refuseUndoing(asked, conclude, '撤销办结'),
	besideProposal: false,
	byPassCaution: null,
	changes: () => ({ concludedAt: null, outcome: null }),
	relayed: { changes: null },
	answer: 'owed-again',
	reporterReads: publicText(() => '原办结已撤销，继续办理。'),
	menu: { group: 'stop', order: 5, style: 'quiet' },
	bulk: false,
});
