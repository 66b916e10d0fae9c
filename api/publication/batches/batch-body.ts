import { z } from 'zod';
import { reference } from '../../http/text.ts';

/** What the publisher gathers: the batch's number, the moment up to which it reports, and its cases. */
export const BatchBody = z.strictObject({
	number: z.int('请填写批次号').min(1, '批次号从 1 开始').max(9999, '批次号不超过 9999'),
	asOf: z.iso.datetime({ offset: true, error: '请填写截至日期和时间' }),
	/** Public ids. */
	cases: z.array(reference(40)).min(1, '请选择编入本批的案件').max(500, '一批不超过 500 件'),
});
export type BatchBody = z.infer<typeof BatchBody>;
