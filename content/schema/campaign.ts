import { z } from 'zod';
import { Day, Slug, Text } from './common.ts';

const m = (title: string, description: string) => ({ title, description });

/** A number the campaign promised, with the value it has now. No value = shown as 未公布. */
const Target = z.strictObject({
	id: Slug.meta(m('编号', '目标的固定编号')),
	/** e.g. 大中型矿山比例. */
	name: Text.meta(m('目标', '目标的名称')),
	/** What was promised, e.g. 35. */
	goal: z.number().meta(m('目标值', '承诺达到的数值')),
	/** `atLeast`: the goal is a lower bound; `total`: an amount to reach. */
	kind: z.enum(['atLeast', 'total']).meta(m('目标类型', 'atLeast 不低于该数值，total 累计达到该数量')),
	/** e.g. %, 万亩. */
	unit: Text.meta(m('单位', '数值的单位')),
	/** Day by which it is due. */
	due: Day.meta(m('期限', '应达到的日期')),
	/** Action it belongs to. */
	action: Slug.optional().meta(m('专项行动', '所属专项行动的编号')),
	/** Present value with its day and source; left out until somebody publishes one. */
	present: z
		.strictObject({ value: z.number(), asOf: Day, source: Text })
		.optional()
		.meta(m('现值', '公布的数值（value）、数据日期（asOf）和来源（source），未公布的留空')),
	/** True for made-up values; the page says 演示数据. */
	demo: z.boolean().default(false).meta(m('演示数据', '为真时不是真实数值')),
});

/** content/campaign/campaign.yaml: the campaign in our own sentences, from the published plan. */
export const Campaign = z.strictObject({
	/** Name of the campaign. */
	title: Text,
	/** The plan it follows. */
	plan: z.strictObject({ title: Text, documentNumber: Text, issuer: Text, issued: Day }),
	/** Two or three sentences for the top of the page. */
	summary: Text,
	/** The overall aims, one sentence each. */
	aims: z.array(z.strictObject({ name: Text, text: Text })),
	/** The actions, as many as the plan has. */
	actions: z.array(
		z.strictObject({
			/** Used in addresses and by categories. */
			id: Slug,
			/** 1 to 8, the order of the plan. */
			order: z.int().positive(),
			/** Official name of the action. */
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
	/** The phases, in their order. */
	phases: z.array(
		z.strictObject({
			/** Used in addresses. */
			id: Slug,
			/** Official name of the phase. */
			name: Text,
			/** First and last month, `YYYY-MM`, inclusive. */
			from: z.string().regex(/^\d{4}-\d{2}$/),
			/** Last month, `YYYY-MM`, inclusive. */
			to: z.string().regex(/^\d{4}-\d{2}$/),
			/** What is done in it, in our own sentences. */
			text: Text,
		}),
	),
	/** What was promised in numbers. */
	targets: z.array(Target),
	/** 四清: what an investigation must have made clear. */
	clear: z.array(z.strictObject({ id: Slug, name: Text, text: Text })).length(4),
	/** 三到位: what a concluded case must have brought about. */
	inPlace: z.array(z.strictObject({ id: Slug, name: Text, text: Text })).length(3),
	/** The leading group by office, never by person. */
	organisation: z.array(z.strictObject({ role: Text, offices: z.array(Text).min(1), duty: Text })),
});
export type Campaign = z.infer<typeof Campaign>;
