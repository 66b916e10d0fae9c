import { publicText } from '../events/public-text.ts';
import { choice, reply, text } from './fields.ts';
import { defineMove } from './move.ts';
import { takenOver } from './taken-over.ts';

/** Another department of the same area has it. */
export const transfer = defineMove({
	id: 'transfer',
	name: '转办',
	hint: '属于本地区另一个部门职责的，转交该部门受理。',
	from: ['assigned', 'accepted', 'investigating'],
	to: 'assigned',
	by: { part: 'handler', permission: 'reports.move', where: 'reach', secondOfficer: 'never' },
	fields: {
		unit: choice('转交单位', 'otherUnits', '只能转交本地区的部门；属于其他地区的，退回市级裁定。'),
		reason: text('转办理由', '写明按什么职责转办，已经做了什么。'),
		reply: reply('告知举报人', '用平实的话说明为什么转办。转到哪个单位会自动写明。'),
	},
	refused: ({ content, officer, report: { transfers } }) =>
		transfers >= content.routing.maxTransfers && !officer.city
			? `在本地区已转办 ${transfers} 次，达到上限；仍有异议的，退回市级裁定。`
			: null,
	besideProposal: false,
	byPassCaution: () => '',
	changes: (making) => ({
		unitId: making.fields.unit,
		transfers: making.report.transfers + 1,
		...takenOver(making),
	}),
	relayed: { changes: null },
	answer: null,
	reporterReads: publicText(({ unit }) => `已转交${unit}办理，由该单位决定是否受理。`),
	menu: { group: 'stop', order: 3, style: 'quiet' },
	bulk: false,
});
