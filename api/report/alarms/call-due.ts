import { and, asc, eq, lte } from 'drizzle-orm';
import type { Transaction } from '../../../db/database.ts';
import { alarmReports, alarms } from '../../../db/schema/alarms.ts';
import { reports } from '../../../db/schema/reports.ts';
import { raiseAlert } from '../../audit/alerts.ts';
import { writeAudit } from '../../audit/write.ts';
import type { Deps } from '../../deps.ts';
import { traceOf } from '../../log.ts';
import { thePortal } from '../../permission/actor.ts';
import { avoidedBy } from '../by-pass/by-passes.ts';
import type { Report } from '../report.ts';
import { awaitsAnswer } from './awaits-answer.ts';
import { type Alarm, callNext } from './call-next.ts';
import { noteSharedDelivery } from './calls-for.ts';

/**
 * Escalates every alarm that nobody answered in time, each in a transaction of its own. After a power cut each continues
 * with one call rather than all that were missed. A full disk stops none: they may use the reserved space.
 */
export async function callDue(deps: Deps): Promise<void> {
	const due = and(eq(alarms.state, 'open'), lte(alarms.nextAt, deps.now().toISOString()));
	const found = await deps.db.read.select({ id: alarms.id }).from(alarms).where(due).orderBy(asc(alarms.nextAt));
	for (const { id } of found) {
		try {
			await deps.db.writeFromReserve(async (tx) => {
				const [alarm] = await tx
					.select()
					.from(alarms)
					.where(and(eq(alarms.id, id), due));
				if (alarm) await passOn(tx, deps, alarm);
			});
		} catch (error) {
			// A failure of one alarm must not stop the others.
			deps.log.error({ event: 'alarm.pass-on-failed', ...traceOf(error) });
		}
	}
	await noteSharedDelivery(deps);
}

async function passOn(tx: Transaction, deps: Deps, alarm: Alarm): Promise<void> {
	const about = await reportsIn(tx, alarm.id);
	const avoided = (await Promise.all(about.map((report) => avoidedBy(tx, report)))).flat();
	// follow-alarm.ts has moved the alarm already; checked again so that the county is never called for it.
	const hidden = alarm.stage === 'county' && avoided.includes(alarm.adcode);
	const { state, inMinutes, slowed } = await callNext(
		tx,
		deps,
		hidden ? { ...alarm, stage: 'city', turn: 0, shift: null } : alarm,
	);
	const subject = about[0]?.number ?? '';
	if (alarm.stage === 'county' && state.stage !== 'county') {
		await writeAudit(tx, deps, { actor: thePortal, action: 'alarm.to-city', subject, reason: '超时没有接警' });
	}
	if (!slowed) return;
	deps.log.error({ event: 'alarm.unanswered' });
	await raiseAlert(tx, deps, {
		kind: 'alarm.unanswered',
		subject,
		text: `线索 ${subject} 的险情警报多次通知市级值班单位，仍没有人接警，此后每 ${inMinutes} 分钟通知一次，请立即处理。`,
		forCity: true,
	});
}

/** The reports that wait in an alarm, the first one first. */
async function reportsIn(tx: Transaction, alarmId: string): Promise<Report[]> {
	const rows = await tx
		.select({ report: reports })
		.from(alarmReports)
		.innerJoin(reports, eq(reports.id, alarmReports.reportId))
		.where(and(eq(alarmReports.alarmId, alarmId), awaitsAnswer))
		.orderBy(asc(alarmReports.at));
	return rows.map(({ report }) => report);
}
