import type { events } from '../../db/schema/reports.ts';
import { eventTable, isEventName } from './events/table.ts';

type Event = typeof events.$inferSelect;

/** What happened, in one sentence a villager understands. Null: not for the reporter. Never names an officer. */
export function publicWords(event: Pick<Event, 'move' | 'toStatus' | 'fields'>, unit: string): string | null {
	const { move, toStatus, fields } = event;
	const text = isEventName(move) ? eventTable[move].reporterReads.text : null;
	return text?.(fields, { unit, toStatus }) ?? null;
}
