import { publicText } from '../events/public-text.ts';
import { decline } from './decline.ts';
import { reply, text } from './fields.ts';
import { defineMove } from './move.ts';
import { refuseUndoing } from './undoing.ts';

/** A case was wrongly declined. */
export const restore = defineMove({
	id: 'restore',
	name: '恢复受理',
	hint: '不予受理有误的，写明理由，恢复办理。须由提请不予受理以外的人员办理。',
	from: ['declined'],
	to: 'before',
	before: ({ history }) => history.stateBefore(decline),
	by: { part: 'handler', permission: 'reports.approve', where: 'reach', secondOfficer: 'never' },
	fields: { reason: text('恢复理由', '写明哪里有误。'), reply: reply('告知举报人', '说明为什么恢复办理。') },
	refused: (asked) => refuseUndoing(asked, decline, '恢复受理'),
	besideProposal: false,
	byPassCaution: null,
	changes: () => ({ concludedAt: null }),
	relayed: { changes: null },
	answer: 'owed-again',
	reporterReads: publicText(() => '原不予受理的决定已撤销，恢复办理。'),
	menu: { group: 'stop', order: 7, style: 'quiet' },
	bulk: false,
});
