import { z } from 'zod';
import { Day, Slug, Text } from './common.ts';

/** A number the campaign promised, with the value it has now. No value = shown as 未公布. */
const Target = z.strictObject({
	id: Slug,
	/** e.g. 大中型矿山比例. */
	name: Text,
	/** What was promised, e.g. 35. */
	goal: z.number(),
	/** `atLeast`: the goal is a lower bound; `total`: an amount to reach. */
	kind: z.enum(['atLeast', 'total']),
	/** e.g. %, 万亩. */
	unit: Text,
	/** Day by which it is due. */
	due: Day,
	/** Action it belongs to. */
	action: Slug.optional(),
	/** Present value with its day and source; left out until somebody publishes one. */
	present: z.strictObject({ value: z.number(), asOf: Day, source: Text }).optional(),
	/** True for made-up values; the page says 演示数据. */
	demo: z.boolean().default(false),
});

/** content/campaign/campaign.yaml: the campaign in our own sentences, from the published plan. */
export const Campaign = z.strictObject({
	title: Text,
	/** The plan it follows. */
	plan: z.strictObject({ title: Text, documentNumber: Text, issuer: Text, issued: Day }),
	/** Two or three sentences for the top of the page. */
	summary: Text,
	/** The overall aims, one sentence each. */
	aims: z.array(z.strictObject({ name: Text, text: Text })),
	actions: z.array(
		z.strictObject({
			id: Slug,
			/** 1 to 8, the order of the plan. */
			order: z.int().positive(),
			name: Text,
			/** What is done, in our own sentences. */
			text: Text,
			/** Measures, one line each. */
			measures: z.array(Text).default([]),
			/** Lead departments of the city. */
			lead: z.array(Text).min(1),
			/** Cooperating departments of the city. */
			with: z.array(Text).default([]),
		}),
	),
	phases: z.array(
		z.strictObject({
			id: Slug,
			name: Text,
			/** First and last month, `YYYY-MM`, inclusive. */
			from: z.string().regex(/^\d{4}-\d{2}$/),
			to: z.string().regex(/^\d{4}-\d{2}$/),
			text: Text,
		}),
	),
	targets: z.array(Target),
	/** 四清: what an investigation must have made clear. */
	clear: z.array(z.strictObject({ id: Slug, name: Text, text: Text })).length(4),
	/** 三到位: what a concluded case must have brought about. */
	inPlace: z.array(z.strictObject({ id: Slug, name: Text, text: Text })).length(3),
	/** The leading group by office, never by person. */
	organisation: z.array(z.strictObject({ role: Text, offices: z.array(Text).min(1), duty: Text })),
});
export type Campaign = z.infer<typeof Campaign>;
