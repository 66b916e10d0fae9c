import { endOf } from '../clocks.ts';
import { publicText } from '../events/public-text.ts';
import { line, pastDay } from './fields.ts';
import { defineMove } from './move.ts';

/** 立案: the time until a penalty is decided begins. */
export const file = defineMove({
	id: 'file',
	name: '立案',
	hint: '核查发现违法事实，依法立案。',
	from: ['investigating'],
	to: 'filed',
	by: { part: 'handler', permission: 'reports.move', where: 'reach', secondOfficer: 'never' },
	fields: { documentNumber: line('立案文号'), filedOn: pastDay('立案日期') },
	refused: null,
	besideProposal: false,
	byPassCaution: null,
	changes: ({ content, fields: { filedOn } }) => ({ filedOn, penaltyBy: endOf(content, 'penalty', filedOn) }),
	relayed: { changes: null },
	answer: null,
	reporterReads: publicText(() => '核查发现违法事实，已立案。'),
	menu: { group: 'forward', order: 4, style: 'primary' },
	bulk: false,
});
