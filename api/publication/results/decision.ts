import { z } from 'zod';
import { multilineText } from '../../http/text.ts';

/** A step on the version that the officer saw. */
export const Decision = z.strictObject({ version: z.int('请刷新页面后再办理') });

/** A step that needs a reason. */
export const Reasoned = Decision.extend({
	reason: multilineText({ name: '理由', missing: '请写明理由', least: 2, most: 500 }),
});

/** The step that publishes. */
export const Approval = Decision.extend({
	/** True: what is marked in the text was looked at place by place, and may be published. */
	marksConfirmed: z.boolean().default(false),
});
export type Approval = z.infer<typeof Approval>;
