import { publicText } from '../events/public-text.ts';
import { replyOrNone } from './fields.ts';
import { defineMove } from './move.ts';

/** A unit takes the case on. */
export const accept = defineMove({
	id: 'accept',
	name: '受理',
	hint: '决定受理，办结期限开始计算。',
	from: ['assigned'],
	to: 'accepted',
	by: { part: 'handler', permission: 'reports.move', where: 'reach', secondOfficer: 'never' },
	fields: { reply: replyOrNone('告知举报人', '可不填；填写后举报人凭编号和密码可以看到。') },
	refused: null,
	besideProposal: false,
	byPassCaution: null,
	changes: ({ now, officer, report }) => ({ acceptedAt: now, handlerId: report.handlerId ?? officer.id }),
	relayed: { changes: null },
	answer: null,
	reporterReads: publicText(({ unit }) => `${unit}已受理，将安排核查。`),
	menu: { group: 'forward', order: 2, style: 'primary' },
	bulk: false,
});
