import { z } from 'zod';

/** A step on the version that the officer saw. */
export const Decision = z.strictObject({ version: z.int('请刷新页面后再办理') });

/** A step that needs a reason. */
export const Reasoned = Decision.extend({
	reason: z.string('请写明理由').trim().min(2, '请写明理由').max(500, '理由不超过 500 个字'),
});

/** The step that publishes. */
export const Approval = Decision.extend({
	/** True: what is marked in the text was looked at place by place, and may be published. */
	marksConfirmed: z.boolean().default(false),
});
export type Approval = z.infer<typeof Approval>;
