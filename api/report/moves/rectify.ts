import { z } from 'zod';
import { dayInWords } from '../../../content/facts/time.ts';
import { publicTextOf } from '../events/public-text.ts';
import { day, text } from './fields.ts';
import { defineMove } from './move.ts';

const rectifyBy = day('整改期限');

/** It has to be put right by a day. */
export const rectify = defineMove({
	id: 'rectify',
	name: '责令整改',
	hint: '已责令停止违法行为或限期整改。',
	from: ['filed'],
	to: 'rectifying',
	by: { part: 'handler', permission: 'reports.move', where: 'reach', secondOfficer: 'never' },
	fields: { order: text('整改要求'), rectifyBy },
	refused: null,
	besideProposal: false,
	byPassCaution: null,
	changes: null,
	relayed: { changes: null },
	answer: null,
	reporterReads: publicTextOf(
		z.object({ rectifyBy }),
		(fields) => `已责令整改，整改期限至${dayInWords(fields.rectifyBy)}。`,
	),
	menu: { group: 'forward', order: 5, style: 'primary' },
	bulk: false,
});
