import { noPublicText } from '../events/public-text.ts';
import { pastDay } from './fields.ts';
import { defineMove } from './move.ts';

/** The decision of a penalty was served. */
export const serve = defineMove({
	id: 'serve',
	name: '登记送达',
	hint: '处罚决定书已送达当事人。',
	from: ['filed', 'rectifying'],
	to: null,
	by: { part: 'handler', permission: 'reports.move', where: 'reach', secondOfficer: 'never' },
	fields: { servedOn: pastDay('送达日期') },
	refused: ({ report }) => {
		if (!report.decidedOn) return '还没有登记处罚决定，不能登记送达。';
		return report.servedOn ? '送达已经登记过。' : null;
	},
	besideProposal: false,
	byPassCaution: null,
	changes: ({ fields }) => ({ servedOn: fields.servedOn }),
	relayed: null,
	answer: null,
	reporterReads: noPublicText('It is a step between the authority and whoever is penalised; the decision was told.'),
	menu: { group: 'parallel', order: 4, style: 'quiet' },
	bulk: false,
});
