import { accept } from './accept.ts';
import { assign } from './assign.ts';
import { conclude } from './conclude.ts';
import { decline } from './decline.ts';
import { extend } from './extend.ts';
import { file } from './file.ts';
import { handOver } from './hand-over.ts';
import { investigate } from './investigate.ts';
import { merge } from './merge.ts';
import type { Move } from './move.ts';
import { object } from './object.ts';
import { penalise } from './penalise.ts';
import { rectify } from './rectify.ts';
import { reopen } from './reopen.ts';
import { restore } from './restore.ts';
import { resume } from './resume.ts';
import { review } from './review.ts';
import { serve } from './serve.ts';
import { supervise } from './supervise.ts';
import { take } from './take.ts';
import { transfer } from './transfer.ts';
import { undoConclude } from './undo-conclude.ts';
import { undoMerge } from './undo-merge.ts';
import { uphold } from './uphold.ts';

const moves = {
	assign,
	accept,
	decline,
	object,
	transfer,
	merge,
	investigate,
	file,
	rectify,
	conclude,
	review,
	reopen,
	uphold,
	'undo-conclude': undoConclude,
	'undo-merge': undoMerge,
	restore,
	supervise,
	extend,
	take,
	'hand-over': handOver,
	penalise,
	serve,
	resume,
};

export type MoveName = keyof typeof moves;

/**
 * The only table of what may happen to a report. A move that is not complete, or stands under another name than its own,
 * does not compile. Basis: 12336 and 12345 handling steps; 行政处罚法 42; 信访工作条例 31.
 */
export const moveTable: { readonly [Name in MoveName]: Move<Name> } = moves;

/** The names of all moves. */
export const moveNames: readonly MoveName[] = Object.values(moveTable).map(({ id }) => id);

/** The move that a row names. Throws where it names none: no move that was made may ever leave the table. */
export function storedMove(text: string): MoveName {
	if (!isMoveName(text)) throw new Error('a stored move is not in the table');
	return text;
}

/** Whether a text names a move. */
export function isMoveName(text: string): text is MoveName {
	return Object.hasOwn(moveTable, text);
}
