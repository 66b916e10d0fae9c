import type { Content } from '../../../content/content.ts';
import type { SchemaNotes } from '../../http/json-body.ts';
import { AvoidedCounty, Category, CountyCode, ReportInput, UploadIds } from './report-input.ts';

/**
 * What the rules of this prefecture let a report choose from, for the OpenAPI document. They are checked in
 * check-references.ts, in words of their own.
 */
export function choicesIn({
	categories,
	units: { counties },
	evidence,
}: Pick<Content, 'categories' | 'units' | 'evidence'>): SchemaNotes {
	const county = {
		enum: counties.map(({ adcode }) => adcode),
		description: `县（市、区）的行政区划代码。${counties.map(({ adcode, name }) => `${adcode}：${name}`).join('；')}`,
	};
	return new Map<unknown, object>([
		[
			Category,
			{
				enum: categories.map(({ id }) => id),
				description: `举报事项。${categories.map(({ id, name, plain }) => `${id}：${name}（${plain}）`).join('；')}`,
			},
		],
		[CountyCode, county],
		[AvoidedCounty, county],
		[UploadIds, { maxItems: evidence.maxFiles }],
		[
			ReportInput,
			{
				examples: [
					{
						category: categories[0]?.id,
						description: '（示例，不是真实情况）某处山坡夜里有挖掘机挖矿，没有看到牌照。',
						occurredOn: '2026-03-01',
						location: { adcode: counties[0]?.adcode, place: '（示例）某村北山坡' },
						reporter: { mode: 'anonymous' },
					},
				],
			},
		],
	]);
}
