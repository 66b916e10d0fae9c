import { z } from 'zod';
import { Campaign } from '../../content/schema/campaign.ts';
import { Day } from '../../content/schema/common.ts';
import { Pond } from '../../content/schema/pond.ts';
import { Result } from '../../content/schema/result.ts';
import { CountyMonth, MonthStatistics } from '../../content/schema/statistics.ts';

const envelope = <T extends z.ZodType>(item: T) =>
	z.strictObject({
		$schema: z.url(),
		schemaVersion: z.literal(1),
		publisher: z.string(),
		generated: Day,
		terms: z.string(),
		documentation: z.url(),
		count: z.int().min(0),
		items: z.array(item),
	});

const PublishedPond = Pond.extend({
	noOperator: z.literal(true).optional(),
	countyName: z.string().optional(),
	url: z.url(),
	findings: z.array(z.strictObject({ id: z.string(), sentence: z.string() })),
});
const WithdrawnResult = z.strictObject({
	id: Result.shape.id,
	withdrawn: z.strictObject({ day: Day, reason: z.string() }),
	demo: z.boolean(),
	url: z.url(),
});
const PublishedMonth = CountyMonth.extend({
	month: MonthStatistics.shape.id.meta({ title: '月份', description: '收到举报的月份' }),
	name: z.string().meta({ title: '县名', description: '所在县名称，市级直接办理的为市级' }),
	asOf: Day.meta({ title: '数据日期', description: '办理情况截至的日期' }),
	demo: z.boolean().meta({ title: '演示数据', description: '为真时不是真实数字' }),
});

/** What each open data file holds. Version 1; changes only by addition. */
export const dataSchemas = {
	ponds: envelope(PublishedPond),
	results: envelope(z.union([WithdrawnResult, Result.extend({ url: z.url() })])),
	statistics: envelope(PublishedMonth),
	campaign: envelope(Campaign.shape.targets.element),
};
export type DataName = keyof typeof dataSchemas;

/** The JSON Schema (2020-12) that is published beside a data file. */
export function jsonSchema(name: DataName) {
	return z.toJSONSchema(dataSchemas[name], { io: 'output', unrepresentable: 'any' });
}
