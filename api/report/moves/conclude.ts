import { z } from 'zod';
import { Outcome } from '../../../content/schema/result.ts';
import { publicTextOf } from '../events/public-text.ts';
import { nameOfOutcome } from '../statuses.ts';
import { choice, line, reply, text } from './fields.ts';
import { defineMove } from './move.ts';

const outcome = choice('结论', 'outcomes');

/** The case ends with what was found, what became of it, and the reply to the reporter: 信访工作条例 31. */
export const conclude = defineMove({
	id: 'conclude',
	name: '办结',
	hint: '写明结论、四清、三到位和依据，并答复举报人。',
	from: ['investigating', 'filed', 'rectifying'],
	to: 'concluded',
	by: { part: 'handler', permission: 'reports.move', where: 'reach', secondOfficer: 'by-rules' },
	fields: {
		outcome,
		violation: text('违法事实', '未查实的，写明核查情况。'),
		extent: text('破坏范围'),
		gains: text('违法所得'),
		responsible: text('责任人和保护伞', '自然人姓名应作遮盖。'),
		corrected: text('纠正到位情况'),
		penalised: text('处罚到位情况'),
		rectified: text('整改到位情况'),
		legalBasis: line('法律依据'),
		reply: reply('答复举报人', '用平实的话写明查了什么、结果如何、怎样处理。'),
	},
	refused: null,
	besideProposal: false,
	byPassCaution: null,
	changes: ({ fields, now }) => ({ concludedAt: now, outcome: Outcome.parse(fields.outcome) }),
	relayed: { changes: null },
	answer: 'given',
	reporterReads: publicTextOf(z.object({ outcome }), (fields) => `已办结，结论为“${nameOfOutcome(fields.outcome)}”。`),
	menu: { group: 'forward', order: 6, style: 'primary' },
	bulk: false,
});
