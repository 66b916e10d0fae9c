import type { MenuPlace, Move } from '../calls/answers.ts';

/** From the top of the menu. */
const ranks: Record<MenuPlace['group'], number> = { forward: 0, parallel: 1, stop: 2 };

/** The moves in the order in which they are offered. */
export function inOrder(moves: Move[]): Move[] {
	return [...moves].sort((a, b) => ranks[a.place.group] - ranks[b.place.group] || a.place.order - b.place.order);
}
