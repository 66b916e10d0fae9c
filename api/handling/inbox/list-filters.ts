import { and, eq, gt, gte, inArray, isNotNull, lt, or, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { outcomes } from '../../../content/facts/names.ts';
import { dayOf, startOf } from '../../../content/facts/time.ts';
import { Category } from '../../../content/schema/rules.ts';
import { contains } from '../../../db/conditions.ts';
import { ratings, reports, statuses } from '../../../db/schema/reports.ts';
import type { Deps } from '../../deps.ts';
import { code, integer, reference, searchText } from '../../http/text.ts';
import { ofCounty } from '../../report/find-report.ts';
import { settled } from '../../report/statuses.ts';
import { ofAge } from './count-areas.ts';
import { parseSearch } from './search-terms.ts';

/** A month, `YYYY-MM`. */
export const Month = code().regex(/^\d{4}-(0[1-9]|1[0-2])$/, '月份应写成 2026-03 的样子');
const Days = integer(0, 36_500);

/** What a list can be narrowed to. Each figure of the dashboard is one of these, so that it opens what it counts. */
export const ListFilters = z.strictObject({
	status: z.enum(statuses).optional(),
	category: reference(60).optional(),
	/** All categories of a group. */
	group: Category.shape.group.optional(),
	county: integer(100_000, 999_999),
	town: searchText(60),
	/**
	 * Beginning of the number, or words of town and what staff wrote. The reporter's words and place are sealed and
	 * cannot be searched.
	 */
	q: searchText(60),
	/** Outcomes of concluded reports, with commas between. */
	outcome: code()
		.transform((text) => text.split(','))
		.pipe(z.array(z.enum(outcomes, '结论不在可选范围内')))
		.optional(),
	/** Days since receipt. */
	ageFrom: Days,
	ageTo: Days,
	receivedMonth: Month.optional(),
	concludedMonth: Month.optional(),
	/** Settled reports by whether the reporter was answered in time. */
	answered: z.enum(['on-time', 'late']).optional(),
	/** Accepted at some time. */
	accepted: z.literal('1').optional(),
	/** Returned with an objection at least once. */
	returned: z.literal('1').optional(),
	/** Rated by the reporter. */
	rated: z.literal('1').optional(),
});
export type ListFilters = z.infer<typeof ListFilters>;

/** The condition of the filters, but for words sought; undefined when nothing is narrowed. */
export function filterCondition(deps: Deps, asked: ListFilters): SQL | undefined {
	const { status, category, county, town, q } = asked;
	return and(
		status && eq(reports.status, status),
		category ? eq(reports.category, category) : undefined,
		asked.group && inArray(reports.category, categoriesOf(deps, asked.group)),
		county ? ofCounty(deps.content, county) : undefined,
		town ? eq(reports.town, town) : undefined,
		q ? textCondition(q) : undefined,
		ofAge({ from: asked.ageFrom ?? 0, to: asked.ageTo ?? null }, dayOf(deps.now())),
		asked.receivedMonth ? inMonth(reports.receivedAt, asked.receivedMonth) : undefined,
		asked.concludedMonth
			? and(eq(reports.status, 'concluded'), inMonth(reports.concludedAt, asked.concludedMonth))
			: undefined,
		asked.outcome && and(eq(reports.status, 'concluded'), inArray(reports.outcome, asked.outcome)),
		asked.answered && answeredCondition(asked.answered),
		asked.accepted && isNotNull(reports.acceptedAt),
		asked.returned && gt(reports.objections, 0),
		asked.rated && inArray(reports.id, deps.db.read.select({ id: ratings.reportId }).from(ratings)),
	);
}

function categoriesOf({ content }: Deps, group: string): string[] {
	return content.categories.filter((each) => each.group === group).map(({ id }) => id);
}

function inMonth(column: typeof reports.receivedAt | typeof reports.concludedAt, month: string): SQL | undefined {
	const [year = 0, number = 0] = month.split('-').map(Number);
	const next = new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 10);
	return and(gte(column, startOf(`${month}-01`)), lt(column, startOf(next)));
}

function answeredCondition(answered: 'on-time' | 'late'): SQL | undefined {
	// The promised day ends at midnight in Asia/Shanghai, 16:00 UTC.
	const promised = sql`coalesce(${reports.extendedUntil}, ${reports.replyBy}) || 'T16:00:00.000Z'`;
	return and(
		inArray(reports.status, [...settled]),
		isNotNull(reports.concludedAt),
		answered === 'late' ? gte(reports.concludedAt, promised) : lt(reports.concludedAt, promised),
	);
}

function textCondition(q: string): SQL | undefined {
	const { number, words, character = '' } = parseSearch(q);
	// The beginning of a number, as a range that the index of numbers serves; ':' comes after '9'.
	if (number) return and(gte(reports.number, number), lt(reports.number, `${number}:`));
	if (words) return undefined;
	return or(contains(reports.town, character), contains(reports.placeName, character));
}
