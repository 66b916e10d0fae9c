import { noPublicText } from '../events/public-text.ts';
import { underWay } from '../statuses.ts';
import { colleague, text } from './fields.ts';
import { defineMove } from './move.ts';

/** Another officer of the area handles it from now on. */
export const handOver = defineMove({
	id: 'hand-over',
	name: '移交承办人',
	hint: '交给本地区另一名人员承办。',
	from: underWay,
	to: null,
	by: { part: 'handler', permission: 'reports.move', where: 'reach', secondOfficer: 'never' },
	fields: {
		handler: colleague('新的承办人'),
		reason: text('移交说明', '写明进展和待办事项。'),
	},
	refused: null,
	besideProposal: false,
	byPassCaution: null,
	changes: ({ fields }) => ({ handlerId: fields.handler.id }),
	relayed: null,
	answer: null,
	reporterReads: noPublicText('No reporter learns which officer has the case.'),
	menu: { group: 'parallel', order: 2, style: 'quiet' },
	bulk: false,
});
