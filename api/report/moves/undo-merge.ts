import { publicText } from '../events/public-text.ts';
import { reply, text } from './fields.ts';
import { merge } from './merge.ts';
import { defineMove } from './move.ts';
import { refuseUndoing } from './undoing.ts';

/** A case was merged into one of another matter. */
export const undoMerge = defineMove({
	id: 'undo-merge',
	name: '撤销并案',
	hint: '与并入的线索不是同一事项的，写明理由，恢复单独办理。须由提请并案以外的人员办理。',
	from: ['merged'],
	to: 'before',
	before: ({ history }) => history.stateBefore(merge),
	by: { part: 'handler', permission: 'reports.approve', where: 'reach', secondOfficer: 'never' },
	fields: { reason: text('撤销理由', '写明哪里有误。'), reply: reply('告知举报人', '说明为什么恢复单独办理。') },
	refused: (asked) => refuseUndoing(asked, merge, '撤销并案'),
	besideProposal: false,
	byPassCaution: null,
	changes: () => ({ concludedAt: null, mergedInto: null }),
	relayed: { changes: null },
	answer: null,
	reporterReads: publicText(() => '原并案已撤销，恢复单独办理。'),
	menu: { group: 'stop', order: 6, style: 'quiet' },
	bulk: false,
});
