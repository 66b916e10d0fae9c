import { z } from 'zod';
import { outcomes, progresses } from '../facts/names.ts';
import { Adcode, Day, Slug, Text } from './common.ts';

const m = (title: string, description: string) => ({ title, description });

/** What a result keeps for good, also when it was withdrawn. */
const lasting = {
	/** Public id, unrelated to the receipt number. */
	id: Slug.meta(m('公开编号', '公开用的编号，与举报受理编号无关')),
	/** Number of the batch (第N批) it was made public in. */
	batch: z.int().positive().optional().meta(m('批次', '编入第几批公开')),
};

/** Made-up content: every page that shows it says 演示数据. */
const demo = z.boolean().default(false).meta(m('演示数据', '为真时不是真实案件'));

/** Outcome of an investigation, as shown: 查实, 部分查实, 未查实, 移送. */
export const Outcome = z.enum(outcomes);

/** How far the handling has come: 已办结, 阶段性办结, 正在办理. */
export const Progress = z.enum(progresses);

/**
 * content/results/<id>.yaml and data/record/results/<id>.yaml: a concluded case as the public sees it.
 * This schema is the allow-list: publication copies these keys and no others out of the private data.
 * Nothing of the reporter: no receipt number, no exact time or place, no photo, no wording
 * (信访工作条例 30, 46; 矿产资源法 57).
 */
export const Result = z.strictObject({
	...lasting,
	title: Text.max(60, '标题不超过 60 个字').meta(m('标题', '案件名称')),
	adcode: Adcode.meta(m('行政区域', '县级行政区划代码')),
	/** Township, only when publication decided that it does not point at anybody. */
	town: Text.optional().meta(m('乡镇', '经审核可以公开的乡镇')),
	/** Category id of content/rules/categories.yaml. */
	category: Slug.meta(m('类型', '举报事项类别的编号')),
	/** Registered pond the case is about, an id of content/ponds. */
	pondId: Slug.optional().meta(m('尾矿库编号', '涉及的尾矿库')),
	/** 问题基本情况, in the words of staff. */
	problem: Text.meta(m('问题基本情况', '由承办人员概括，不引用举报原文')),
	/** 调查核实情况. */
	findings: Text.meta(m('调查核实情况', '核查的方法和结论')),
	outcome: Outcome.meta(m('是否属实', 'substantiated 查实，partly 部分查实，unsubstantiated 未查实，referred 移送')),
	/** 处理和整改情况: 纠正, 处罚, 整改. */
	measures: z
		.strictObject({ corrected: Text, penalised: Text, rectified: Text })
		.meta(m('处理和整改情况', '纠正（corrected）、处罚（penalised）、整改（rectified）')),
	/** 责任人被处理情况, natural persons masked. */
	accountability: Text.optional().meta(m('责任人被处理情况', '自然人遮盖姓名')),
	/** Legal basis cited. */
	legalBasis: Text.meta(m('法律依据', '适用的法律条款')),
	progress: Progress.meta(m('办结情况', 'concluded 已办结，stage 阶段性办结，ongoing 正在办理')),
	/** Name of the unit that handled it. */
	unit: Text.meta(m('承办单位', '承办单位名称')),
	/** Month the report came in, `YYYY-MM`: never the day. */
	receivedMonth: z
		.string()
		.regex(/^\d{4}-(0[1-9]|1[0-2])$/, '月份应写成 2026-03 的样子')
		.meta(m('收到月份', '收到线索的月份，不公布具体日期')),
	/** Day of conclusion. */
	concluded: Day.meta(m('办结日期', '核查办结的日期')),
	/** Day it was made public. */
	published: Day.meta(m('公布日期', '在本平台公布的日期')),
	/** Later news of the same case, oldest first. */
	updates: z
		.array(z.strictObject({ day: Day, text: Text }))
		.default([])
		.meta(m('后续进展', '公布以后的进展，按日期先后')),
	/** The case was opened again: the page says 复查中 until it is concluded as it was, or withdrawn. */
	underReview: z.strictObject({ since: Day }).optional().meta(m('复查中', '案件重新核查的，列明开始日期')),
	demo,
});
export type Result = z.infer<typeof Result>;

/**
 * The same file once the result was withdrawn: that it was, when and why, and nothing of what it said (行政处罚法 48).
 * Its page stays, and its batch says that one of its cases is gone.
 */
export const WithdrawnResult = z.strictObject({
	...lasting,
	withdrawn: z.strictObject({ day: Day, reason: Text }).meta(m('撤回', '已撤回的只列编号、日期和理由')),
	demo,
});
export type WithdrawnResult = z.infer<typeof WithdrawnResult>;

/** A file of content/results or data/record/results. */
export const PublishedResult = z.union([WithdrawnResult, Result]);
