import { noPublicText } from '../events/public-text.ts';
import { underWay } from '../statuses.ts';
import { defineMove } from './move.ts';

/** An officer of the unit handles it from now on. */
export const take = defineMove({
	id: 'take',
	name: '由我承办',
	hint: '登记为承办人。',
	from: underWay,
	to: null,
	by: { part: 'handler', permission: 'reports.move', where: 'reach', secondOfficer: 'never' },
	fields: {},
	refused: ({ officer, report }) => (report.handlerId === officer.id ? '您已经是承办人。' : null),
	besideProposal: true,
	byPassCaution: null,
	changes: ({ officer }) => ({ handlerId: officer.id }),
	relayed: null,
	answer: null,
	reporterReads: noPublicText('No reporter learns which officer has the case.'),
	menu: { group: 'parallel', order: 1, style: 'quiet' },
	bulk: true,
});
