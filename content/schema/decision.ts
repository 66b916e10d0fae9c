import { z } from 'zod';
import { Adcode, Day, Slug, Text } from './common.ts';
import { publication } from './publication.ts';

const m = (title: string, description: string) => ({ title, description });

/** Surname and 某: a natural person is never named in full. */
const MaskedName = z.string().regex(/^\p{Script=Han}{1,2}某{1,2}$/u, '自然人应遮盖姓名，写成 张某 的样子');

/** Who the decision was made against. */
const Party = z.discriminatedUnion('kind', [
	z.strictObject({
		kind: z.literal('organisation'),
		name: Text.meta(m('名称', '单位全称')),
		creditCode: z
			.string()
			.regex(/^[0-9A-HJ-NPQRTUWXY]{18}$/, '统一社会信用代码是 18 位')
			.optional()
			.meta(m('统一社会信用代码', '当事单位的代码')),
	}),
	z.strictObject({ kind: z.literal('person'), name: MaskedName.meta(m('姓名', '自然人只公布姓氏')) }),
]);

/** content/decisions/<id>.yaml: a penalty decision of social interest (行政处罚法 48). */
export const Decision = z.strictObject({
	id: Slug.meta(m('编号', '本门户的固定编号')),
	number: Text.meta(m('决定书文号', '行政处罚决定书的文号')),
	title: Text.max(60, '标题不超过 60 个字').meta(m('标题', '案件名称，不含自然人姓名')),
	adcode: Adcode.meta(m('行政区域', '县级行政区划代码')),
	party: Party.meta(m('当事人', '单位写全称，自然人遮盖姓名')),
	facts: Text.meta(m('违法事实', '认定的主要违法事实')),
	basis: Text.meta(m('处罚依据', '适用的法律条款')),
	/** 警告, 罚款, 没收, 责令停产停业, 限制开展生产经营活动, 吊销许可证件, 拘留, 其他. */
	kinds: z
		.array(z.enum(['warning', 'fine', 'confiscation', 'suspension', 'restriction', 'revocation', 'detention', 'other']))
		.min(1, '至少写明一种处罚')
		.meta(m('处罚种类', '警告、罚款、没收、责令停产停业、限制开展生产经营活动、吊销许可证件、行政拘留、其他')),
	penalty: Text.meta(m('处罚内容', '处罚决定的内容和金额')),
	unit: Text.meta(m('处罚机关', '作出决定的行政机关')),
	decided: Day.meta(m('决定日期', '作出处罚决定的日期')),
	resultId: Slug.optional().meta(m('处理结果编号', '相应举报处理结果的公开编号')),
	...publication,
	/** The law gives three days from the day on which the decision ceased to stand. */
	withdrawn: z
		.strictObject({
			/** 变更, 撤销, 确认违法, 确认无效. */
			cause: z.enum(['changed', 'revoked', 'unlawful', 'void']).meta(m('撤回事由', '变更、撤销、确认违法、确认无效')),
			ceased: Day.meta(m('失去效力日期', '决定被变更、撤销或者确认违法、无效的日期')),
			day: Day.meta(m('撤回日期', '从本平台撤回的日期，应在三日内')),
			reason: Text.meta(m('撤回理由', '公开说明的理由')),
		})
		.refine(({ ceased, day }) => day >= ceased, { path: ['day'], error: '撤回日期不能早于失去效力日期' })
		.optional()
		.meta(m('撤回', '已撤回的只列编号、日期和理由')),
});
export type Decision = z.infer<typeof Decision>;
