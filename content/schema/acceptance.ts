import { z } from 'zod';
import { Adcode, Day, Slug, Text } from './common.ts';
import { publication } from './publication.ts';

const m = (title: string, description: string) => ({ title, description });

/** One item of the acceptance list: what was asked, what was found, and the verdict. */
const Item = z.strictObject({
	name: Text.meta(m('验收项目', '例如 安全生产、采场修复')),
	requirement: Text.meta(m('验收要求', '该项目要达到什么')),
	found: Text.meta(m('检查情况', '现场看到什么')),
	/** 合格, 不合格, 不涉及. */
	verdict: z.enum(['met', 'unmet', 'not-applicable']).meta(m('单项结论', '合格、不合格、不涉及')),
});

/**
 * content/acceptances/<id>.yaml: the acceptance of one mine after its rectification, item by item (一矿一档).
 * A mine that passes has no item left unmet; one that has to rectify says until when.
 */
export const Acceptance = z
	.strictObject({
		id: Slug.meta(m('编号', '本门户的固定编号')),
		mine: Text.meta(m('矿山', '矿山名称')),
		adcode: Adcode.meta(m('行政区域', '县级行政区划代码')),
		company: Text.optional().meta(m('企业', '矿山企业名称')),
		mineral: Text.optional().meta(m('矿种', '开采的矿种')),
		unit: Text.meta(m('验收单位', '组织验收的单位')),
		accepted: Day.meta(m('验收日期', '现场验收完成的日期')),
		items: z.array(Item).min(1, '至少有一个验收项目').meta(m('验收项目', '逐项的要求、检查情况和结论')),
		/** 通过, 限期整改, 不通过. */
		verdict: z.enum(['passed', 'to-mend', 'failed']).meta(m('验收结论', '通过、限期整改、不通过')),
		mendBy: Day.optional().meta(m('整改期限', '限期整改的截止日期')),
		source: Text.meta(m('来源', '公布的文件或单位')),
		...publication,
	})
	.superRefine(({ verdict, items, mendBy }, context) => {
		if (verdict === 'passed' && items.some((item) => item.verdict === 'unmet')) {
			context.addIssue({ code: 'custom', path: ['verdict'], message: '有项目不合格，结论不能是通过' });
		}
		if (verdict === 'to-mend' && !mendBy) {
			context.addIssue({ code: 'custom', path: ['mendBy'], message: '限期整改的，应写明整改期限' });
		}
	});
export type Acceptance = z.infer<typeof Acceptance>;
