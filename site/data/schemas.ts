import { z } from 'zod';
import { Campaign } from '../../content/schema/campaign.ts';
import { Day } from '../../content/schema/common.ts';
import { Pond } from '../../content/schema/pond.ts';
import { Result } from '../../content/schema/result.ts';

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
const count = z.int().min(0);
const ResultCounts = z.strictObject({
	adcode: z.int(),
	name: z.string(),
	published: count,
	substantiated: count,
	partly: count,
	unsubstantiated: count,
	referred: count,
	concluded: count,
});

/** What each open data file holds. Version 1; changes only by addition. */
export const dataSchemas = {
	ponds: envelope(PublishedPond),
	results: envelope(z.union([WithdrawnResult, Result.extend({ url: z.url() })])),
	statistics: envelope(ResultCounts),
	campaign: envelope(Campaign.shape.targets.element),
};
export type DataName = keyof typeof dataSchemas;

/** The JSON Schema (2020-12) that is published beside a data file. */
export function jsonSchema(name: DataName) {
	return z.toJSONSchema(dataSchemas[name], { io: 'output', unrepresentable: 'any' });
}
