import { publicText } from '../events/public-text.ts';
import { investigators } from './fields.ts';
import { defineMove } from './move.ts';

/** Two officers or more go and look. */
export const investigate = defineMove({
	id: 'investigate',
	name: '开始核查',
	hint: '由两名以上人员实地核查。',
	from: ['accepted'],
	to: 'investigating',
	by: { part: 'handler', permission: 'reports.move', where: 'reach', secondOfficer: 'never' },
	fields: { officers: investigators() },
	refused: null,
	besideProposal: false,
	byPassCaution: null,
	changes: null,
	relayed: { changes: null },
	answer: null,
	reporterReads: publicText(({ unit }) => `${unit}已派人核查。`),
	menu: { group: 'forward', order: 3, style: 'primary' },
	bulk: false,
});
