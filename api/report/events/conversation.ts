import { z } from 'zod';
import type { OtherEvent } from './event.ts';
import { noPublicText, publicTextOf } from './public-text.ts';
import { withFiles } from './with-files.ts';

/** An officer writes for colleagues. */
export const note: OtherEvent<'note'> = {
	id: 'note',
	name: '内部记录',
	aboutMove: false,
	by: { part: 'handler' },
	shows: [],
	conversation: false,
	reporterReads: noPublicText('Notes are between officers.'),
};

/** An officer writes to the reporter, and may ask for more. */
export const message: OtherEvent<'message'> = {
	id: 'message',
	name: '向举报人留言',
	aboutMove: false,
	by: { part: 'handler' },
	shows: [],
	conversation: true,
	reporterReads: publicTextOf(z.object({ askForMore: z.boolean().optional() }), ({ askForMore }, { unit }) =>
		askForMore ? `${unit}请您补充情况。` : `${unit}给您留言。`,
	),
};

/** The reporter adds something. */
export const answer: OtherEvent<'answer'> = {
	id: 'answer',
	name: '举报人补充',
	aboutMove: false,
	by: { part: 'reporter' },
	shows: [],
	conversation: true,
	reporterReads: publicTextOf(
		z.object({ files: z.number().optional() }),
		({ files }) => `您补充了情况${withFiles(files)}。`,
	),
};

/** The reporter of a merged report added something: told in the history of the main report, by number alone. */
export const answerMerged: OtherEvent<'answer-merged'> = {
	id: 'answer-merged',
	name: '并入线索的举报人补充',
	aboutMove: false,
	// The reporter of this report did nothing.
	by: { part: 'outsider' },
	shows: [{ name: 'number', label: '受理编号' }],
	conversation: true,
	reporterReads: noPublicText('What another reporter adds is not theirs to know.'),
};

/** The officer lets the reporter add more than the caps of content/rules/receipt.yaml. */
export const raiseCap: OtherEvent<'raise-cap'> = {
	id: 'raise-cap',
	name: '增加举报人补充次数',
	aboutMove: false,
	by: { part: 'handler' },
	shows: [{ name: 'more', label: '增加次数' }],
	conversation: false,
	reporterReads: publicTextOf(z.object({ more: z.number() }), ({ more }) => `您可以补充的次数已增加 ${more} 次。`),
};
