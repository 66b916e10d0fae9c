import type { z } from 'zod';
import type { Status } from '../statuses.ts';

/** Context of an event: what its text may use beside its own fields. */
export interface EventContext {
	/** The unit that has the report, in words. */
	unit: string;
	/** State of the report after the event. */
	toStatus: Status;
}

/** Text of an event for the reporter: one plain sentence that names no officer. */
export interface PublicText<Text extends string | null = string> {
	/** Fields of the event that the text is made of: they go along where the event is told elsewhere. */
	uses: readonly string[];
	/** The text; null, where the kind of event allows it, for one that is not for the reporter. */
	text(fields: unknown, seen: EventContext): Text;
}

/** States that an event has no text for the reporter. */
export interface NoPublicText {
	uses: readonly string[];
	text: null;
	/** Why not, for whoever reads the code. */
	because: string;
}

/** A text that needs nothing of the event. */
export function publicText(text: (seen: EventContext) => string): PublicText {
	return { uses: [], text: (_fields, seen) => text(seen) };
}

/** A text that is made of fields of the event, read by `schema`. */
export function publicTextOf<Schema extends z.ZodObject, Text extends string | null>(
	schema: Schema,
	text: (fields: z.output<Schema>, seen: EventContext) => Text,
): PublicText<Text> {
	return { uses: Object.keys(schema.shape), text: (fields, seen) => text(schema.parse(fields), seen) };
}

/** Says that the reporter reads nothing of an event, and why. */
export function noPublicText(because: string): NoPublicText {
	return { uses: [], text: null, because };
}
