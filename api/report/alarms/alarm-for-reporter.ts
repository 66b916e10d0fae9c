import { asc, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Content } from '../../../content/content.ts';
import { officeName } from '../../../content/facts/area-name.ts';
import type { Reader } from '../../../db/database.ts';
import { kept } from '../../../db/kept.ts';
import { alarmReports } from '../../../db/schema/alarms.ts';
import type { Report } from '../report.ts';
import { callsFor } from './calls-for.ts';

/** An alarm as its reporter sees it: names of offices, never a person or a phone number. */
export const ReporterAlarm = z
	.object({
		called: z
			.array(
				z.object({
					office: z.string().meta({ description: '单位名称' }),
					at: z.iso.datetime().meta({ description: '呼叫的时间' }),
					/** A gateway has taken the call. */
					delivered: z.boolean().meta({ description: '呼叫已经送出' }),
				}),
			)
			.meta({ description: '已呼叫的值班单位，先呼叫的在前' }),
		answeredAt: z.iso.datetime().nullable().meta({ description: '应答的时间；还没有应答的为 null' }),
		answeredBy: z.string().nullable().meta({ description: '应答的单位或者地区' }),
	})
	.meta({ ref: 'Alarm', description: '可能有人身危险的举报：呼叫值班单位的情况' });
export type ReporterAlarm = z.infer<typeof ReporterAlarm>;

/**
 * For the receipt and the tracking page: what was done since this report in every alarm it belonged to. Nothing earlier is
 * shown, since it would reveal that somebody else reported the same place. Null where there was no alarm.
 */
export async function alarmForReporter(
	from: Reader,
	content: Pick<Content, 'units'>,
	{ id }: Pick<Report, 'id'>,
): Promise<ReporterAlarm | null> {
	const stood = await stoodIn(from).execute({ id });
	const last = stood.findLast(({ leftAt }) => leftAt === null) ?? stood.at(-1);
	if (!last) return null;
	const called: ReporterAlarm['called'] = [];
	for (const { alarmId, at: since, leftAt, answeredAt } of stood) {
		const calls = await callsFor(from, alarmId, { since, until: leftAt ?? answeredAt });
		for (const { adcode, unitId, at, sentAt } of calls) {
			// Nobody was on duty.
			if (unitId === null) continue;
			note(called, { office: officeName(content, { adcode, unit: unitId }), at, delivered: sentAt !== null });
		}
	}
	return { called, answeredAt: last.answeredAt, answeredBy: last.answeredOffice };
}

const stoodIn = kept((on) =>
	on
		.select()
		.from(alarmReports)
		.where(eq(alarmReports.reportId, sql.placeholder('id')))
		.orderBy(asc(alarmReports.at))
		.prepare(),
);

/** An office that was called several times is listed once, with the first time. */
function note(called: ReporterAlarm['called'], call: ReporterAlarm['called'][number]): void {
	const known = called.find(({ office }) => office === call.office);
	if (!known) called.push(call);
	else known.delivered ||= call.delivered;
}
