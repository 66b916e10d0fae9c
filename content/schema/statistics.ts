import { z } from 'zod';
import { Adcode, Day, Text } from './common.ts';

const n = (title: string, description: string) => z.int().min(0).meta({ title, description, unit: '件' });

/** What became of the reports that one county received in one month. */
export const CountyMonth = z.strictObject({
	adcode: Adcode.meta({ title: '所在县', description: '县级行政区划代码；市级直接办理的记市级代码' }),
	received: n('收到', '当月收到的举报'),
	accepted: n('受理', '其中截至数据日期已受理的'),
	answered: n('答复', '其中已办结、不予受理或者并案并答复举报人的'),
	onTime: n('按期答复', '其中在承诺期限内答复的'),
	overdueOpen: n('逾期未办结', '其中已过期限仍未答复的，计入按期率的分母'),
	concluded: n('办结', '其中经核查办结的'),
	substantiated: n('查实', '办结中查实或者部分查实的'),
	rated: n('评价', '举报人作出评价的'),
	satisfaction: z
		.number()
		.min(1)
		.max(5)
		.optional()
		.meta({ title: '满意度', description: '评价平均分，1 至 5 分；评价不足 5 件的不公布' }),
});
export type CountyMonth = z.infer<typeof CountyMonth>;

/** data/record/statistics/<YYYY-MM>.yaml: one finished month, by the month in which reports came in. */
export const MonthStatistics = z.strictObject({
	/** `YYYY-MM`. */
	id: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, '月份应写成 2026-03 的样子'),
	/** Day up to which the figures count what became of the reports. */
	asOf: Day,
	/** Where the figures come from. */
	source: Text,
	/** One entry a county, and one for what the city handles itself. */
	counties: z.array(CountyMonth),
	/** Made-up figures: every page that shows them says 演示数据. */
	demo: z.boolean().default(false),
});
export type MonthStatistics = z.infer<typeof MonthStatistics>;

/** Share answered in time; what is overdue and still open counts as late. Null when nothing was owed yet. */
export function onTimeRate(figures: Pick<CountyMonth, 'answered' | 'onTime' | 'overdueOpen'>): number | null {
	const owed = figures.answered + figures.overdueOpen;
	return owed === 0 ? null : figures.onTime / owed;
}
