import { z } from 'zod';
import { outcomes } from '../facts/names.ts';
import { Text } from './common.ts';

/** content/rules/reward.yaml: whether a reporter can claim a reward with the receipt. */
export const RewardRules = z.strictObject({
	/** Null: no scheme was published; nothing about rewards shows anywhere. */
	scheme: z
		.strictObject({
			/** The published rule with its number, e.g. 某市举报奖励办法（某发〔2026〕1号）. */
			basis: Text,
			/** What the reporter reads before claiming: who may, and how it is paid. Sums only as the rule has them. */
			text: Text,
			/** Days after the answer within which it can be claimed. */
			days: z.int().positive(),
			/** Conclusions that entitle to a claim. */
			outcomes: z.array(z.enum(outcomes).exclude(['unsubstantiated'])).min(1),
		})
		.nullable(),
});
export type RewardRules = z.infer<typeof RewardRules>;
