import type { Actor } from '../permission/actor.ts';
import type { EventName } from './events/table.ts';
import type { Changes } from './moves/move.ts';

/** What happens to a report. */
export interface NewEvent {
	move: EventName;
	actor: Actor;
	fields?: Record<string, unknown>;
	/** Further fields, sealed (sealed-fields.ts). */
	sealedFields?: string | null;
	note?: string | undefined;
	/** Text sealed to operator and report, shown to the reporter under this event. */
	sealedText?: { from: 'reporter' | 'staff'; sealed: string; id?: string } | undefined;
	/** Columns of the report that change with it. */
	changes?: Changes;
}
