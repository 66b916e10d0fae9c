import { resumed } from '../clocks.ts';
import { publicText } from '../events/public-text.ts';
import { underWay } from '../statuses.ts';
import { defineMove } from './move.ts';

/** Nobody waits for the reporter any longer: every promise still owed moves by the days waited. */
export const resume = defineMove({
	id: 'resume',
	name: '结束等待',
	hint: '不再等候举报人补充，期限顺延后继续计算。',
	from: ['received', 'objected', ...underWay],
	to: null,
	by: { part: 'handler', permission: 'reports.move', where: 'reach', secondOfficer: 'never' },
	fields: {},
	refused: ({ report }) => (report.waitingSince ? null : '现在没有等候举报人补充。'),
	besideProposal: true,
	byPassCaution: null,
	changes: ({ content, report, today }) => resumed(content, report, today),
	relayed: null,
	answer: null,
	reporterReads: publicText(({ unit }) => `${unit}不再等候补充，继续办理。`),
	menu: { group: 'parallel', order: 5, style: 'quiet' },
	bulk: false,
});
