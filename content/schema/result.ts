import { z } from 'zod';
import { Adcode, Day, Slug, Text } from './common.ts';

/** Outcome of an investigation, as shown: 查实, 部分查实, 未查实, 移送. */
export const Outcome = z.enum(['substantiated', 'partly', 'unsubstantiated', 'referred']);
export type Outcome = z.infer<typeof Outcome>;

/** How far the handling has come: 已办结, 阶段性办结, 正在办理. */
export const Progress = z.enum(['concluded', 'stage', 'ongoing']);

/**
 * content/results/<id>.yaml and data/record/results/<id>.yaml: a concluded case as the public sees it.
 * This schema is the allow-list: publication copies these keys and no others out of the private data.
 * Nothing of the reporter: no receipt number, no exact time or place, no photo, no wording
 * (信访工作条例 30, 46; 矿产资源法 57).
 */
export const Result = z.strictObject({
	/** Public id, unrelated to the receipt number. */
	id: Slug,
	/** Number of the batch (第N批) it was made public in. */
	batch: z.int().positive().optional(),
	title: Text.max(60, '标题不超过 60 个字'),
	adcode: Adcode,
	/** Township, only when publication decided that it does not point at anybody. */
	town: Text.optional(),
	/** Category id of content/rules/categories.yaml. */
	category: Slug,
	/** Registered pond the case is about, an id of content/ponds. */
	pondId: Slug.optional(),
	/** 问题基本情况, in the words of staff. */
	problem: Text,
	/** 调查核实情况. */
	findings: Text,
	outcome: Outcome,
	/** 处理和整改情况: 纠正, 处罚, 整改. */
	measures: z.strictObject({ corrected: Text, penalised: Text, rectified: Text }),
	/** 责任人被处理情况, natural persons masked. */
	accountability: Text.optional(),
	/** Legal basis cited. */
	legalBasis: Text,
	progress: Progress,
	/** Name of the unit that handled it. */
	unit: Text,
	/** Month the report came in, `YYYY-MM`: never the day. */
	receivedMonth: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, '月份应写成 2026-03 的样子'),
	/** Day of conclusion. */
	concluded: Day,
	/** Day it was made public. */
	published: Day,
	/** Later news of the same case, oldest first. */
	updates: z.array(z.strictObject({ day: Day, text: Text })).default([]),
	/** Withdrawn results keep their page, which then shows only day and reason (行政处罚法 48). */
	withdrawn: z.strictObject({ day: Day, reason: Text }).optional(),
	/** Made-up content: every page that shows it says 演示数据. */
	demo: z.boolean().default(false),
});
export type Result = z.infer<typeof Result>;
