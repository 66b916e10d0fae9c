import { z } from 'zod';
import { Day, Text } from './common.ts';

/** What every entry that is made public beside the case results carries. */
export const publication = {
	published: Day.meta({ title: '公布日期', description: '在本平台公布的日期' }),
	/** Later news of the same matter, oldest first. */
	updates: z
		.array(z.strictObject({ day: Day, text: Text }))
		.default([])
		.meta({ title: '后续进展', description: '公布以后的进展，按日期先后' }),
	/** Withdrawn entries keep their page, which then shows only day and reason. */
	withdrawn: z
		.strictObject({
			day: Day.meta({ title: '撤回日期', description: '从本平台撤回的日期' }),
			reason: Text.meta({ title: '撤回理由', description: '为什么撤回' }),
		})
		.optional()
		.meta({ title: '撤回', description: '已撤回的只列编号、日期和理由' }),
	/** Made-up content: every page that shows it says 演示数据. */
	demo: z.boolean().default(false).meta({ title: '演示数据', description: '为真时不是真实内容' }),
};
