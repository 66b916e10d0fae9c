import { may } from '../calls/session.ts';

/** The view of the inbox that an officer sees first: what they have to act on. */
export function firstView(): string {
	if (may('reports.decide')) return 'city';
	return may('reports.move') ? 'new' : 'approval';
}
