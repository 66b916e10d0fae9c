import { and, asc, count, eq, gt, isNull } from 'drizzle-orm';
import type { Reader } from '../../../db/database.ts';
import { alarmCallShares, alarmCalls, alarms } from '../../../db/schema/alarms.ts';
import type { Sending } from '../../config.ts';
import type { JobHandlers } from '../../delivery/deliver.ts';
import { NotSent } from '../../delivery/send-error.ts';
import { webhook } from '../../delivery/webhook.ts';
import type { Deps } from '../../deps.ts';
import { alarmText } from './alarm-text.ts';
import { dutyAt } from './duty.ts';

type AlarmJobHandlers = Pick<JobHandlers, 'alarm.sms' | 'alarm.phone' | 'alarm.webhook'>;

type Send = (id: string, to: string, message: { open: number; text: string }) => Promise<void>;

/** Shorter than for other notifications: somebody may be in danger while a gateway does not answer. */
const longestMs = 5_000;

/** Handlers of the three channels that call whoever is on duty; each is a job of its own, so that none delays another. */
export function alarmJobHandlers(deps: Deps, sending: Sending, timeoutMs = longestMs): AlarmJobHandlers {
	const post = (url: string | undefined) => webhook(deps, { url, secret: sending.secret, timeoutMs });
	const link = new URL('console/', deps.siteUrl).href;

	/** Calls by one channel whoever was on duty when the call was made, where the roster still says so. */
	function by(channel: 'sms' | 'phone' | 'hook', send: Send) {
		return async ({ callId }: { callId: string }, id: string) => {
			const { call, about } = await stillNeeded(deps, callId);
			const onDuty = dutyAt(deps.content, call.adcode, new Date(call.at))[call.entry ?? -1];
			const to = onDuty?.unit === call.unitId ? onDuty[channel] : undefined;
			if (!to) throw new NotSent('值班安排已经修改');
			const open = await openIn(deps, call.adcode);
			await send(id, to, { open, text: alarmText(open, about) });
			const sentAt = deps.now().toISOString();
			await deps.db.writeFromReserve((tx) =>
				tx
					.update(alarmCalls)
					.set({ sentAt })
					.where(and(eq(alarmCalls.id, callId), isNull(alarmCalls.sentAt))),
			);
		};
	}

	return {
		'alarm.sms': by('sms', (id, to, { text }) => post(sending.sms)(id, { to, text })),
		'alarm.phone': by('phone', (id, to, { text }) => post(sending.call)(id, { to, text })),
		'alarm.webhook': by('hook', (id, to, { open, text }) => post(to)(id, { event: 'alarm', open, text, link })),
	};
}

type Call = typeof alarmCalls.$inferSelect;

/** The call and its alarm, while it is still needed: somebody may have answered, or the post been called again. */
async function stillNeeded({ db }: Pick<Deps, 'db'>, id: string): Promise<{ call: Call; about: string }> {
	const [call] = await db.read.select().from(alarmCalls).where(eq(alarmCalls.id, id));
	if (!call) throw new NotSent('警报已不存在');
	const waiting = await alarmsWaiting(db.read, call);
	if (waiting.own === 'answered' && !waiting.about) throw new NotSent('已经接警，不再通知');
	if (!waiting.about) throw new NotSent('线索已转其他单位，不再通知');
	const same = and(
		eq(alarmCalls.alarmId, call.alarmId),
		eq(alarmCalls.adcode, call.adcode),
		eq(alarmCalls.entry, call.entry ?? -1),
		eq(alarmCalls.unitId, call.unitId ?? ''),
		eq(alarmCalls.role, call.role ?? ''),
	);
	const [again] = await db.read
		.select({ id: alarmCalls.id })
		.from(alarmCalls)
		.where(and(same, gt(alarmCalls.seq, call.seq)))
		.limit(1);
	if (again) throw new NotSent('已由后一次通知代替');
	return { call, about: waiting.about };
}

/** The first unanswered alarm that a call counts for, and the state of the one it was made for. */
async function alarmsWaiting(read: Reader, call: Call): Promise<{ own: string; about: string | undefined }> {
	const [own] = await read.select().from(alarms).where(eq(alarms.id, call.alarmId));
	const shared = await read
		.select({ id: alarms.id })
		.from(alarmCallShares)
		.innerJoin(alarms, eq(alarms.id, alarmCallShares.alarmId))
		.where(and(eq(alarmCallShares.callId, call.id), eq(alarms.state, 'open')))
		.orderBy(asc(alarmCallShares.at));
	// An alarm that was reopened after an answer has a call of its own.
	const answered = own !== undefined && (own.state === 'answered' || call.seq < own.callsFrom);
	const waits = own?.state === 'open' && !answered;
	return { own: answered ? 'answered' : (own?.state ?? 'left'), about: waits ? own.id : shared[0]?.id };
}

/** How many alarms wait: of a county those of its own roster, of the city all. */
async function openIn({ db, content }: Pick<Deps, 'db' | 'content'>, adcode: number): Promise<number> {
	const own = adcode === content.units.city.adcode ? undefined : eq(alarms.adcode, adcode);
	const [row] = await db.read
		.select({ total: count() })
		.from(alarms)
		.where(and(eq(alarms.state, 'open'), own));
	return row?.total ?? 0;
}
