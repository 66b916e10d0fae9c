import type { Move } from '../calls/contract.ts';

/** Moves that carry a case forward come first; those that stop it, send it away or take something back come last. */
const forward = ['assign', 'accept', 'investigate', 'conclude', 'file', 'rectify', 'reopen', 'uphold'];
const away = [
	'decline',
	'object',
	'transfer',
	'merge',
	'supervise',
	'extend',
	'undo-conclude',
	'undo-merge',
	'restore',
];

/** Whether a move is the kind an officer most often comes for. */
export function leadsOn({ move }: Move): boolean {
	return forward.includes(move);
}

/** The moves in the order in which they are offered. */
export function inOrder(moves: Move[]): Move[] {
	const rank = (move: Move) => (leadsOn(move) ? 0 : away.includes(move.move) ? 2 : 1);
	return [...moves].sort((a, b) => rank(a) - rank(b));
}
