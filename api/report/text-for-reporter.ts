import type { events } from '../../db/schema/reports.ts';
import type { BaseDeps } from '../base-deps.ts';
import { traceOf } from '../log.ts';
import { eventTable, isEventName } from './events/table.ts';
import { isMoveName } from './moves/table.ts';

type Event = typeof events.$inferSelect;

/**
 * What happened, in one sentence a villager understands. Null: not for the reporter. Never names an officer. Throws
 * ZodError where the fields are not those of the event.
 */
export function textForReporter(event: Pick<Event, 'move' | 'toStatus' | 'fields'>, unit: string): string | null {
	const { move, toStatus, fields } = event;
	const text = isEventName(move) ? eventTable[move].reporterReads.text : null;
	return text?.(fields, { unit, toStatus }) ?? null;
}

/**
 * The same of an event that was stored long ago. One whose fields cannot be read any more must not hide all others: of
 * a move it is said that it was made, of anything else nothing, and the log names the place in the code.
 */
export function storedWords({ log }: Pick<BaseDeps, 'log'>, event: Event, unit: string): string | null {
	try {
		return textForReporter(event, unit);
	} catch (error) {
		log.error({ event: 'event.unreadable', id: event.id, move: event.move, ...traceOf(error) });
		return isMoveName(event.move) ? '办理情况有更新，这一步的说明暂时无法显示。' : null;
	}
}
