import { z } from 'zod';
import { multilineText } from '../../http/text.ts';
import type { Kind } from './kind.ts';

const version = z.int('请刷新页面后再办理');

/** A step on the version that the officer saw. */
export const StepInput = z.strictObject({ version });

/** A step that needs a reason. */
export const ReasonedStep = StepInput.extend({
	reason: multilineText({ name: '理由', missing: '请写明理由', least: 2, most: 500 }),
});

/** The step that publishes. */
export const ApprovalInput = StepInput.extend({
	/** True: what is marked in the text was looked at place by place, and may be published. */
	marksConfirmed: z.boolean().default(false),
});

/** A draft of a kind, apart from the version that was edited. */
export function draftInput({ input }: Pick<Kind, 'input'>) {
	return input.extend({ version }).transform(({ version: seen, ...body }) => ({ version: version.parse(seen), body }));
}

const versionIfAny = z.int().nullable().default(null);

/** The same of one that may be the first: without a version. */
export function newDraft({ input }: Pick<Kind, 'input'>) {
	return input
		.extend({ version: versionIfAny })
		.transform(({ version: seen, ...body }) => ({ version: versionIfAny.parse(seen), body }));
}
