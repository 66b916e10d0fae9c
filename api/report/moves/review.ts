import { publicText } from '../events/public-text.ts';
import { defineMove } from './move.ts';

/** The reporter is not content with the answer. intake/replies/ask-review.ts makes it, within the time the rules give. */
export const review = defineMove({
	id: 'review',
	name: '申请复查',
	hint: '举报人对结果不认可，说明理由要求复查。',
	from: ['concluded', 'declined', 'merged'],
	to: 'reviewing',
	by: { part: 'reporter' },
	fields: {},
	refused: null,
	besideProposal: false,
	byPassCaution: null,
	changes: null,
	relayed: null,
	answer: null,
	reporterReads: publicText(() => '您申请了复查。'),
	menu: null,
	bulk: false,
});
