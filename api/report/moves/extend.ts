import { z } from 'zod';
import type { Content } from '../../../content/content.ts';
import { dayInWords } from '../../../content/facts/time.ts';
import { endOf } from '../clocks.ts';
import { publicTextOf } from '../events/public-text.ts';
import type { Report } from '../report.ts';
import { reply, text } from './fields.ts';
import { type Changes, defineMove } from './move.ts';

/** The answer takes longer, once; 信访工作条例 31: extended with approval. */
export const extend = defineMove({
	id: 'extend',
	name: '延长期限',
	hint: '情况复杂的，经批准延长一次。',
	from: ['accepted', 'investigating', 'filed', 'rectifying'],
	to: null,
	by: { part: 'handler', permission: 'reports.move', where: 'reach', secondOfficer: 'always' },
	fields: {
		reason: text('延长理由'),
		reply: reply('告知举报人', '说明为什么延长、延长到什么时候。'),
	},
	refused: ({ report }) => (report.extendedUntil ? '已经延长过一次，不能再次延长。' : null),
	besideProposal: false,
	byPassCaution: null,
	changes: ({ content, report }) => longer(content, report),
	records: ({ extendedUntil }) => ({ until: extendedUntil }),
	// Their answer takes longer, too: by as much, from the day that each was promised.
	relayed: { changes: longer },
	answer: null,
	reporterReads: publicTextOf(
		z.object({ until: z.string().optional() }),
		({ until }) => `情况复杂，经批准办结期限延长${until ? `至${dayInWords(until)}` : ''}。`,
	),
	menu: { group: 'stop', order: 9, style: 'quiet' },
	bulk: false,
});

function longer(content: Content, { replyBy }: Report): Changes {
	return { extendedUntil: endOf(content, 'extension', replyBy) };
}
