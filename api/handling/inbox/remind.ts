import { and, inArray, isNull, lt, lte, or, sql } from 'drizzle-orm';
import { addDays, dayOf, daysBetween } from '../../../content/facts/time.ts';
import { type News, outbox } from '../../../db/schema/delivery.ts';
import { reports } from '../../../db/schema/reports.ts';
import type { Deps } from '../../deps.ts';
import { enqueue } from '../../outbox/outbox.ts';
import { overdueOn } from './views.ts';

/** Rows a transaction, so that nobody waits long behind a reminder. */
const batch = 200;

type Reminder = { unitId: string; number: string; news: News; once: string };

/**
 * Reminds units of what ends soon and tells the city what is overdue. Asked again on the same day, or after a day
 * without power, it leaves each reminder once. Resolves to how many were left.
 */
export async function remind(deps: Deps): Promise<number> {
	const today = dayOf(deps.now());
	const reminders = [...(await endingSoon(deps, today)), ...(await overdue(deps, today))];
	const fresh = await notYetLeft(deps, reminders);
	for (let from = 0; from < fresh.length; from += batch) {
		await deps.db.write(async (tx) => {
			for (const { once, ...reminder } of fresh.slice(from, from + batch)) {
				await enqueue(tx, deps, { kind: 'unit.notify', ...reminder }, once);
			}
		});
	}
	return fresh.length;
}

/** The nearest of the reminders that deadlines.yaml asks for, also where its exact day was missed. */
async function endingSoon(deps: Deps, today: string): Promise<Reminder[]> {
	const steps = deps.content.deadlines.flatMap(({ id, remind }) => remind.map((days) => ({ id, days })));
	const furthest = Math.max(0, ...steps.map(({ days }) => days));
	const rows = await deps.db.read
		.select()
		.from(reports)
		.where(
			and(
				sql`${reports.dueBy} >= ${today}`,
				lte(reports.dueBy, addDays(today, furthest)),
				isNull(reports.waitingSince),
			),
		);
	return rows.flatMap(({ id, number, unitId, dueClock, dueBy }) => {
		const left = daysBetween(today, dueBy ?? today);
		const due = steps.filter((step) => step.id === dueClock && left <= step.days).map(({ days }) => days);
		const step = due.length > 0 ? Math.min(...due) : undefined;
		return step === undefined ? [] : [{ unitId, number, news: 'due', once: `due:${id}:${dueClock}:${dueBy}:${step}` }];
	});
}

/** Notifies the unit, and the city. */
async function overdue(deps: Deps, today: string): Promise<Reminder[]> {
	const desk = deps.content.units.city.desk;
	const legal = or(
		and(lt(reports.penaltyBy, today), isNull(reports.decidedOn), isNull(reports.concludedAt)),
		and(lt(reports.serviceBy, today), isNull(reports.servedOn)),
	);
	const rows = await deps.db.read
		.select()
		.from(reports)
		.where(or(overdueOn(today), legal));
	return rows.flatMap(({ id, number, unitId, dueClock, dueBy, penaltyBy, serviceBy }) => {
		const clock = dueBy && dueBy < today ? `${dueClock}:${dueBy}` : `legal:${penaltyBy}:${serviceBy}`;
		const recipients = [...new Set([unitId, desk])];
		return recipients.map(
			(unit): Reminder => ({ unitId: unit, number, news: 'overdue', once: `overdue:${id}:${clock}:${unit}` }),
		);
	});
}

async function notYetLeft(deps: Deps, reminders: Reminder[]): Promise<Reminder[]> {
	const left = new Set<string | null>();
	for (let from = 0; from < reminders.length; from += batch) {
		const keys = reminders.slice(from, from + batch).map(({ once }) => once);
		const rows = await deps.db.read.select({ once: outbox.once }).from(outbox).where(inArray(outbox.once, keys));
		for (const { once } of rows) left.add(once);
	}
	return reminders.filter(({ once }) => !left.has(once));
}
