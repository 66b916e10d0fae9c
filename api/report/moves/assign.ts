import { unitOf } from '../../../content/facts/look-up.ts';
import { publicText } from '../events/public-text.ts';
import { choice, text } from './fields.ts';
import { defineMove } from './move.ts';
import { takenOver } from './taken-over.ts';

/** The city says which unit has the case: where the place is unclear, and where a unit objected. */
export const assign = defineMove({
	id: 'assign',
	name: '指派承办单位',
	hint: '确定由哪个单位承办，交由该单位受理。',
	from: ['received', 'objected'],
	to: 'assigned',
	by: { part: 'outsider', permission: 'reports.decide', where: 'city', secondOfficer: 'never' },
	fields: {
		unit: choice('承办单位', 'units'),
		reason: text('指派理由', '说明按什么确定承办单位；退回异议的，写明裁定意见。'),
	},
	refused: null,
	besideProposal: false,
	byPassCaution: ({ names, withCity }) => (withCity ? '只能指派市级单位。' : `不能指派${names}的单位。`),
	changes: (making) => {
		const { content, fields, report } = making;
		const unit = unitOf(content, fields.unit);
		if (!unit) return {};
		const placed = { unitId: unit.id, adcode: unit.adcode, handlerId: null };
		return report.status === 'objected' ? { ...placed, ...takenOver(making) } : placed;
	},
	relayed: { changes: null },
	answer: null,
	reporterReads: publicText(({ unit }) => `已确定由${unit}承办。`),
	menu: { group: 'forward', order: 1, style: 'primary' },
	bulk: true,
});
