import { publicText } from '../events/public-text.ts';
import { mainReport, text } from './fields.ts';
import { defineMove } from './move.ts';

/** The case goes on in another of the same matter. */
export const merge = defineMove({
	id: 'merge',
	name: '并案',
	hint: '与另一件线索反映同一事项的，并入该件；举报人仍可查询。',
	from: ['assigned', 'accepted'],
	to: 'merged',
	by: { part: 'handler', permission: 'reports.move', where: 'reach', secondOfficer: 'by-rules' },
	fields: {
		into: mainReport('并入的受理编号', '本地区的另一件线索，12 位数字。'),
		reason: text('并案理由'),
	},
	refused: null,
	besideProposal: false,
	byPassCaution: ({ names }) => `并入后，另一件线索对${names}同样不可见。`,
	changes: ({ fields, now }) => ({ concludedAt: now, mergedInto: fields.into }),
	relayed: { changes: null },
	// The answer comes with that of the main report.
	answer: null,
	reporterReads: publicText(() => '与反映同一事项的另一件举报合并办理，您仍可用本编号查询。'),
	menu: { group: 'stop', order: 4, style: 'quiet' },
	bulk: false,
});
