import { publicText } from '../events/public-text.ts';
import { underWay } from '../statuses.ts';
import { day, text } from './fields.ts';
import { defineMove } from './move.ts';

/** The city watches over the case and sets a day of its own. */
export const supervise = defineMove({
	id: 'supervise',
	name: '督办',
	hint: '由市级督办，另定期限。',
	from: underWay,
	to: null,
	by: { part: 'outsider', permission: 'reports.decide', where: 'city', secondOfficer: 'never' },
	fields: { superviseBy: day('督办期限'), reason: text('督办要求') },
	refused: null,
	besideProposal: true,
	byPassCaution: null,
	changes: ({ fields }) => ({ supervisedBy: fields.superviseBy }),
	relayed: null,
	answer: null,
	reporterReads: publicText(() => '市级已督办。'),
	menu: { group: 'stop', order: 8, style: 'quiet' },
	bulk: false,
});
