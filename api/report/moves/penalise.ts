import { endOf } from '../clocks.ts';
import { publicText } from '../events/public-text.ts';
import { line, pastDay } from './fields.ts';
import { defineMove } from './move.ts';

/** A penalty was decided: the time until it is served begins. */
export const penalise = defineMove({
	id: 'penalise',
	name: '登记处罚决定',
	hint: '已作出行政处罚决定，送达期限开始计算。',
	from: ['filed', 'rectifying'],
	to: null,
	by: { part: 'handler', permission: 'reports.move', where: 'reach', secondOfficer: 'never' },
	fields: { documentNumber: line('处罚决定文号'), decidedOn: pastDay('决定日期') },
	refused: ({ report }) => (report.decidedOn ? '处罚决定已经登记过。' : null),
	besideProposal: false,
	byPassCaution: null,
	changes: ({ content, fields: { decidedOn } }) => ({ decidedOn, serviceBy: endOf(content, 'service', decidedOn) }),
	relayed: null,
	answer: null,
	reporterReads: publicText(() => '已依法作出行政处罚决定。'),
	menu: { group: 'parallel', order: 3, style: 'quiet' },
	bulk: false,
});
