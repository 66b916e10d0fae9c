import { z } from 'zod';
import { keysOf } from '../../../content/facts/keys-of.ts';
import { kindNames } from '../../../content/guard/finding.ts';
import { Outcome, Progress } from '../../../content/schema/result.ts';
import {
	multilineText,
	optionalMultilineText,
	optionalSingleLineText,
	reference,
	singleLineText,
} from '../../http/text.ts';

/** Why something that was marked may stay, in the words of whoever wrote the draft. */
export const MarkReason = z.strictObject({
	path: reference(40),
	kind: z.enum(keysOf(kindNames)),
	/** The marked words as they stand in the text. */
	text: multilineText({ name: '标出的文字', missing: '请刷新页面，重新核对标出的文字', most: 3000 }),
	reason: optionalSingleLineText('理由', 200),
});
export type MarkReason = z.infer<typeof MarkReason>;

const text = (name: string, most = 3000) => multilineText({ name, missing: `请填写${name}`, most });

/** What an officer writes about a concluded case, for the public. */
export const DraftBody = z.strictObject({
	title: singleLineText({ name: '标题', missing: '请填写标题', most: 60 }),
	problem: text('问题基本情况'),
	findings: text('调查核实情况'),
	outcome: Outcome,
	measures: z.strictObject({
		corrected: text('纠正情况'),
		penalised: text('处罚情况'),
		rectified: text('整改情况'),
	}),
	accountability: optionalMultilineText('责任人被处理情况', 1000),
	legalBasis: text('法律依据', 300),
	/** True: the township may be named, because it does not point at anybody. */
	showTown: z.boolean().default(false),
	progress: Progress,
	/** Why what was marked may stay: for whoever approves, never public. */
	reasons: z.array(MarkReason).max(100, '标出的内容太多，请先修改').default([]),
});
export type DraftBody = z.infer<typeof DraftBody>;

/** What is sent as a draft. */
export const DraftInput = DraftBody.extend({
	/** Left out: the outcome of the report. */
	outcome: Outcome.optional(),
});
export type DraftInput = z.infer<typeof DraftInput>;
