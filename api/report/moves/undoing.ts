import type { Asked, Move } from './move.ts';

/** A move is undone by another officer than the one who made it, and by the city after the last review. */
export function refuseUndoing(
	{ content, officer, report, history }: Asked,
	undone: Pick<Move, 'id' | 'name'>,
	name: string,
): string | null {
	if (report.reviews >= content.approvals.mostReviews && !officer.city) {
		return '市级已经作出最后的复查意见，需要撤销的，由市级办理。';
	}
	return history.proposer(undone) === officer.id ? `“${undone.name}”由您提请，须由另一名人员${name}。` : null;
}
