import { z } from 'zod';
import { Adcode, Day, Slug, Text } from './common.ts';
import { publication } from './publication.ts';

const m = (title: string, description: string) => ({ title, description });
const area = (title: string, description: string) => ({ title, description, unit: '亩' });

/** content/restorations/<id>.yaml: land damaged by mining that is being made good. */
export const Restoration = z
	.strictObject({
		id: Slug.meta(m('编号', '本门户的固定编号')),
		title: Text.max(60, '标题不超过 60 个字').meta(m('项目', '修复治理项目的名称')),
		adcode: Adcode.meta(m('行政区域', '县级行政区划代码')),
		town: Text.optional().meta(m('乡镇', '所在乡镇')),
		/** 历史遗留, 生产矿山, 关闭矿山. */
		kind: z.enum(['legacy', 'operating', 'closed']).meta(m('类别', '历史遗留、生产矿山、关闭矿山')),
		responsible: Text.meta(m('责任主体', '谁负责修复')),
		unit: Text.meta(m('监管单位', '谁监督修复')),
		damaged: Text.meta(m('破坏情况', '破坏的类型和范围')),
		measures: Text.meta(m('治理措施', '采取的修复措施')),
		planned: z.number().positive('面积应大于 0').meta(area('计划面积', '计划修复的面积')),
		done: z.number().min(0, '面积不能小于 0').meta(area('已完成面积', '到数据日期已修复的面积')),
		/** 未开工, 治理中, 已完工, 已验收. */
		state: z.enum(['planned', 'ongoing', 'finished', 'accepted']).meta(m('进展', '未开工、治理中、已完工、已验收')),
		started: Day.optional().meta(m('开工日期', '开始治理的日期')),
		due: Day.optional().meta(m('计划完成日期', '计划完成治理的日期')),
		finished: Day.optional().meta(m('完工日期', '完成治理的日期')),
		acceptedBy: Text.optional().meta(m('验收单位', '组织验收的单位')),
		asOf: Day.meta(m('数据日期', '以上数据截至的日期')),
		source: Text.meta(m('来源', '公布的文件或单位')),
		...publication,
	})
	.refine(({ state, acceptedBy }) => state !== 'accepted' || acceptedBy, {
		path: ['acceptedBy'],
		error: '已验收的，应写明验收单位',
	});
export type Restoration = z.infer<typeof Restoration>;
