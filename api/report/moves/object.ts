import { publicText } from '../events/public-text.ts';
import { choiceOrNone, text } from './fields.ts';
import { defineMove } from './move.ts';

/** A unit says that the case is not its own; the city decides. */
export const object = defineMove({
	id: 'object',
	name: '退回异议',
	hint: '认为不属于本地区或本单位职责的，退回市级裁定。',
	from: ['assigned', 'investigating'],
	to: 'objected',
	by: { part: 'handler', permission: 'reports.move', where: 'reach', secondOfficer: 'never' },
	fields: {
		reason: text('异议理由', '写明依据。'),
		suggested: choiceOrNone('建议承办单位', 'allUnits'),
	},
	refused: ({ content, report: { objections } }) =>
		objections >= content.routing.maxObjections ? `已退回 ${objections} 次，达到上限，由市级指定的单位办理。` : null,
	besideProposal: false,
	byPassCaution: null,
	changes: ({ content, report }) => ({
		unitId: content.units.city.desk,
		objections: report.objections + 1,
		handlerId: null,
	}),
	relayed: { changes: null },
	answer: null,
	reporterReads: publicText(({ unit }) => `承办单位认为不属于其职责，已退回，由${unit}裁定。`),
	menu: { group: 'stop', order: 2, style: 'quiet' },
	bulk: false,
});
