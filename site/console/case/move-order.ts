import type { MenuPlace, Move } from '../calls/answers.ts';

/** From the top of the menu. */
const ranks: Record<MenuPlace['group'], number> = { onward: 0, beside: 1, away: 2 };

/** The moves in the order in which they are offered. */
export function inOrder(moves: Move[]): Move[] {
	return [...moves].sort((a, b) => ranks[a.place.group] - ranks[b.place.group] || a.place.order - b.place.order);
}
