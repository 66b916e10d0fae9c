import { count, eq } from 'drizzle-orm';
import type { DutyEntry } from '../../../content/schema/alarms.ts';
import type { Transaction } from '../../../db/open.ts';
import { alarmCalls, alarms } from '../../../db/schema/alarms.ts';
import { enqueue } from '../../delivery/outbox.ts';
import type { Deps } from '../../deps.ts';
import { addMinutes } from '../../time.ts';
import { type Call, type NextCalls, nextCalls, type Standing } from './next-calls.ts';

export type Alarm = typeof alarms.$inferSelect;

type CallDeps = Pick<Deps, 'content' | 'newId' | 'now'>;

/** Calls whoever is next, by every channel at once, and notes when the one after is to be called. */
export async function callNext(tx: Transaction, deps: CallDeps, alarm: Alarm): Promise<NextCalls> {
	const now = deps.now();
	const next = nextCalls(deps.content, standingOf(alarm), now);
	const [made] = await tx.select({ total: count() }).from(alarmCalls).where(eq(alarmCalls.alarmId, alarm.id));
	for (const [nth, call] of next.calls.entries()) {
		await ring(tx, deps, alarm, { ...call, seq: (made?.total ?? 0) + nth + 1 });
	}
	const nextAt = next.inMinutes === null ? null : addMinutes(now, next.inMinutes).toISOString();
	await tx
		.update(alarms)
		.set({ ...next.standing, nextAt })
		.where(eq(alarms.id, alarm.id));
	return next;
}

function standingOf({ adcode, stage, turn }: Alarm): Standing {
	return { adcode, stage: stage as Standing['stage'], turn };
}

async function ring(
	tx: Transaction,
	deps: CallDeps,
	{ id: alarmId }: Alarm,
	call: Call & { seq: number },
): Promise<void> {
	const { adcode, entry, onDuty, seq } = call;
	const id = deps.newId();
	const at = deps.now().toISOString();
	const named = { unitId: onDuty?.unit ?? null, role: onDuty?.role ?? null };
	await tx.insert(alarmCalls).values({ id, alarmId, seq, at, adcode, entry, ...named });
	if (!onDuty) return;
	for (const kind of channelsOf(onDuty)) await enqueue(tx, deps, { kind, callId: id, unitId: onDuty.unit });
}

function channelsOf({ sms, phone, hook }: DutyEntry) {
	return [
		sms ? ('alarm.sms' as const) : [],
		phone ? ('alarm.phone' as const) : [],
		hook ? ('alarm.webhook' as const) : [],
	].flat();
}
