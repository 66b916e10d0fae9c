import type { NoPublicText, PublicText } from './public-text.ts';

/**
 * Whose action an event is. `handler`: an officer who thereby took part in the case and must not review it; `outsider`:
 * staff or the portal, outside the handling; `reporter`: only with number and secret, or the portal when a deadline of
 * the reporter passes.
 */
export type Part = 'handler' | 'outsider' | 'reporter';

/** What moves and all other events of a report have in common. */
export interface EventKind {
	/** How the history of a case calls it, for staff. */
	name: string;
	by: { part: Part };
	reporterReads: PublicText<string | null> | NoPublicText;
}

/** A field of an event as the history shows it to staff. */
export interface ShownLabel {
	name: string;
	label: string;
	/** How a value is said that is no text. */
	words?(value: unknown): string;
}

/** An event that is no move: what it is called, what staff and reporter read of it, and whose doing it is. */
export interface OtherEvent<Id extends string = string> extends EventKind {
	/** As it is stored. */
	id: Id;
	/** True: it is about the move that its field `of` names, and its name is followed by that one's. */
	aboutMove: boolean;
	/** Fields that the history shows, in this order. */
	shows: readonly ShownLabel[];
	/** True: a conversation makes as many of them as it likes; all others come from the work on a case. */
	conversation: boolean;
}
