import { z } from 'zod';
import { Acceptance } from '../../content/schema/acceptance.ts';
import { Campaign } from '../../content/schema/campaign.ts';
import { Day } from '../../content/schema/common.ts';
import { Decision } from '../../content/schema/decision.ts';
import { Pond } from '../../content/schema/pond.ts';
import { Restoration } from '../../content/schema/restoration.ts';
import { Result, WithdrawnResult } from '../../content/schema/result.ts';
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
	noOperator: z
		.literal(true)
		.optional()
		.meta(Pond.shape.noOperator.meta() ?? {}),
	countyName: z.string().optional().meta({ title: '县名', description: '所在县名称', source: '行政区划代码' }),
	url: z.url().meta({ title: '网址', description: '本条记录的网页', source: '本平台记录' }),
	findings: z
		.array(z.strictObject({ id: z.string(), sentence: z.string() }))
		.meta({ title: '自动核对提示', description: '生成当日按公布的数据核对的结果', source: '本平台计算' }),
});
const Withdrawn = z.strictObject({
	id: Result.shape.id,
	withdrawn: z.strictObject({ day: Day, reason: z.string() }),
	demo: z.boolean(),
	url: z.url(),
});
const url = z.url().meta({ title: '网址', description: '本条记录的网页' });
const PublishedMonth = CountyMonth.extend({
	month: MonthStatistics.shape.id.meta({ title: '月份', description: '收到举报的月份' }),
	name: z.string().meta({ title: '县名', description: '所在县名称，市级直接办理的为市级' }),
	asOf: Day.meta({ title: '数据日期', description: '办理情况截至的日期' }),
	demo: z.boolean().meta({ title: '演示数据', description: '为真时不是真实数字' }),
});
const PublishedChange = z.strictObject({
	day: Day.meta({ title: '日期', description: '变更的日期' }),
	kind: z
		.enum(['format', 'added', 'changed', 'withdrawn'])
		.meta({ title: '变更', description: 'format 格式变化，added 新增，changed 更新，withdrawn 撤回' }),
	file: z.string().meta({ title: '数据文件', description: '不带后缀的文件名，* 表示全部' }),
	id: z.string().optional().meta({ title: '编号', description: '变更的记录' }),
	text: z.string().meta({ title: '说明', description: '变更的内容' }),
	url,
});

/** What each kind of entry holds, key by key: the tables of fields come from here. */
export const dataItems = {
	ponds: PublishedPond,
	// The key stays in the tables of fields, though an entry that has it has little else.
	results: Result.extend({ withdrawn: WithdrawnResult.shape.withdrawn.optional(), url }),
	acceptance: Acceptance.safeExtend({ url }),
	decisions: Decision.extend({ url }),
	restoration: Restoration.safeExtend({ url }),
	statistics: PublishedMonth,
	campaign: Campaign.shape.targets.element,
	changes: PublishedChange,
};
export type DataName = keyof typeof dataItems;

/** What each open data file holds. Version 1; changes only by addition. */
export const dataSchemas = {
	...dataItems,
	results: z.union([Withdrawn, dataItems.results]),
	acceptance: z.union([Withdrawn, dataItems.acceptance]),
	decisions: z.union([Withdrawn, dataItems.decisions]),
	restoration: z.union([Withdrawn, dataItems.restoration]),
} satisfies Record<DataName, z.ZodType>;

/** The JSON Schema (2020-12) that is published beside a data file. */
export function jsonSchema(name: DataName) {
	return z.toJSONSchema(envelope<z.ZodType>(dataSchemas[name]), { io: 'output', unrepresentable: 'any' });
}

/** A key of an entry in words. */
export interface Field {
	key: string;
	title: string;
	unit: string;
	description: string;
	/** Who or which document it usually comes from; empty where the file as a whole says so. */
	source: string;
}

/** The keys of the entries of a data file, as their schema names them. */
export function fieldsOf(name: DataName): Field[] {
	const shape: Record<string, z.ZodType> = dataItems[name].shape;
	return Object.entries(shape).map(([key, field]) => {
		const { title = key, unit = '', description = '', source = '' } = (field.meta() ?? {}) as Partial<Field>;
		return { key, title, unit, description, source };
	});
}
