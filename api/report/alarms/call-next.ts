import { count, eq } from 'drizzle-orm';
import type { Content } from '../../../content/content.ts';
import { addMinutes } from '../../../content/facts/time.ts';
import type { DutyEntry } from '../../../content/schema/alarms.ts';
import type { Transaction } from '../../../db/database.ts';
import { alarmCallShares, alarmCalls, alarms } from '../../../db/schema/alarms.ts';
import type { Deps } from '../../deps.ts';
import { enqueue } from '../../outbox/outbox.ts';
import { type Call, type EscalationState, type NextCalls, nextCalls } from './next-calls.ts';
import { pendingCall } from './pending-call.ts';

export type Alarm = typeof alarms.$inferSelect;

type CallDeps = Pick<Deps, 'content' | 'newId' | 'now'>;

/** Initial state of the escalation in an area, also after a change of shift. */
export function initialState({ units }: Pick<Content, 'units'>, adcode: number): EscalationState {
	return { adcode, stage: adcode === units.city.adcode ? 'city' : 'county', turn: 0, shift: null };
}

/** Calls whoever is next, by every channel at once, and records when the following call is due. */
export async function callNext(tx: Transaction, deps: CallDeps, alarm: Alarm): Promise<NextCalls> {
	const now = deps.now();
	const next = nextCalls(deps.content, escalationOf(alarm), now);
	for (const call of next.calls) await ring(tx, deps, alarm, call);
	await tx
		.update(alarms)
		.set({ ...next.state, nextAt: addMinutes(now, next.inMinutes).toISOString() })
		.where(eq(alarms.id, alarm.id));
	return next;
}

/**
 * Calls the first post on duty once more, without changing the state of the escalation, so that nobody can delay it this
 * way. False where the post was called a moment ago.
 */
export async function callFirst(tx: Transaction, deps: CallDeps, alarm: Alarm): Promise<boolean> {
	const { calls } = nextCalls(deps.content, initialState(deps.content, alarm.adcode), deps.now());
	let rung = false;
	for (const call of calls) rung = (await ring(tx, deps, alarm, call)) || rung;
	return rung;
}

/** How many calls an alarm has made. */
export async function countCalls(tx: Transaction, alarmId: string): Promise<number> {
	const [made] = await tx.select({ total: count() }).from(alarmCalls).where(eq(alarmCalls.alarmId, alarmId));
	return made?.total ?? 0;
}

function escalationOf({ adcode, stage, turn, shift }: Alarm): EscalationState {
	return { adcode, stage, turn, shift };
}

/** True where a call goes out; false where nobody is on duty, or a pending call counts for this alarm. */
async function ring(tx: Transaction, deps: CallDeps, { id: alarmId }: Alarm, call: Call): Promise<boolean> {
	const { adcode, entry, onDuty } = call;
	const at = deps.now().toISOString();
	const callId = onDuty && (await pendingCall(tx, deps, { adcode, onDuty }));
	if (callId) {
		await tx.insert(alarmCallShares).values({ alarmId, callId, at }).onConflictDoNothing();
		return false;
	}
	const id = deps.newId();
	const seq = (await countCalls(tx, alarmId)) + 1;
	const named = { unitId: onDuty?.unit ?? null, role: onDuty?.role ?? null };
	await tx.insert(alarmCalls).values({ id, alarmId, seq, at, adcode, entry, ...named });
	if (!onDuty) return false;
	for (const kind of channelsOf(onDuty)) await enqueue(tx, deps, { kind, callId: id, unitId: onDuty.unit });
	return true;
}

function channelsOf({ sms, phone, hook }: DutyEntry) {
	return [
		sms ? ('alarm.sms' as const) : [],
		phone ? ('alarm.phone' as const) : [],
		hook ? ('alarm.webhook' as const) : [],
	].flat();
}
