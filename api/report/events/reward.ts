import { z } from 'zod';
import type { OtherEvent } from './event.ts';
import { publicText, publicTextOf } from './public-text.ts';

/** The reporter asks for a reward. */
export const claim: OtherEvent<'claim'> = {
	id: 'claim',
	name: '申请举报奖励',
	aboutMove: false,
	by: { part: 'reporter' },
	shows: [],
	conversation: false,
	reporterReads: publicText(() => '您申请了举报奖励。'),
};

/** The claim was granted or refused. */
export const decideClaim: OtherEvent<'decide-claim'> = {
	id: 'decide-claim',
	name: '答复奖励申请',
	aboutMove: false,
	by: { part: 'handler' },
	shows: [],
	conversation: false,
	reporterReads: publicTextOf(z.object({ granted: z.boolean() }), ({ granted }) =>
		granted ? '举报奖励申请已同意。' : '举报奖励申请未获同意。',
	),
};
