import { may } from '../calls/session.ts';

/** The view of the inbox that somebody sees first: what waits for their own hand. */
export function firstView(): string {
	if (may('reports.decide')) return 'city';
	return may('reports.move') ? 'new' : 'approval';
}
