import type { Deps } from '../../deps.ts';
import type { Officer } from '../../permission/officer.ts';
import { may } from '../../permission/roles.ts';
import type { History } from '../../report/history.ts';
import { type MoveName, moveTable } from '../../report/moves.ts';
import type { Report } from '../../report/report.ts';
import { type Status, statusNames } from '../../report/statuses.ts';

/** Moves that do not touch what a second officer is asked to approve. */
const besideProposals: readonly MoveName[] = ['supervise', 'resume', 'take'];

/** What each undoing undoes. */
export const undoes = {
	'undo-conclude': 'conclude',
	'undo-merge': 'merge',
	restore: 'decline',
} as const satisfies Partial<Record<MoveName, MoveName>>;

/** True where the officer's role may make the move at all. */
export function isAllowed(officer: Officer, name: MoveName): boolean {
	const { by, cityOnly } = moveTable[name];
	return by !== null && may(officer.role, by) && (!cityOnly || officer.city);
}

/** Why a move cannot be made by this officer in this state, or null when it can. */
export function refusal(
	deps: Pick<Deps, 'content'>,
	officer: Officer,
	name: MoveName,
	{ report, history }: { report: Report; history: History },
): string | null {
	const { from, name: moveName } = moveTable[name];
	const status = report.status as Status;
	if (!from.includes(status)) return `线索现在是“${statusNames[status]}”，不能“${moveName}”。`;
	if (report.proposedMove && !besideProposals.includes(name)) {
		const proposed = moveTable[report.proposedMove as MoveName].name;
		return `已经提请“${proposed}”，正在等待审批；需要改办的，请提请人先撤回，或者由审批人员退回。`;
	}
	return (
		countedOut(deps, officer, report, name) ??
		alreadyDone(officer, report, name) ??
		secondPerson(deps, officer, name, { report, history })
	);
}

/** Past a cap of content/rules. */
function countedOut({ content }: Pick<Deps, 'content'>, officer: Officer, report: Report, name: MoveName) {
	const { maxObjections, maxTransfers } = content.routing;
	if (name === 'object' && report.objections >= maxObjections) {
		return `已退回 ${report.objections} 次，达到上限，由市级指定的单位办理。`;
	}
	if (name === 'transfer' && report.transfers >= maxTransfers && !officer.city) {
		return `在本地区已转办 ${report.transfers} 次，达到上限；仍有异议的，退回市级裁定。`;
	}
	return null;
}

function alreadyDone(officer: Officer, report: Report, name: MoveName): string | null {
	if (name === 'extend' && report.extendedUntil) return '已经延长过一次，不能再次延长。';
	if (name === 'penalise' && report.decidedOn) return '处罚决定已经登记过。';
	if (name === 'serve' && !report.decidedOn) return '还没有登记处罚决定，不能登记送达。';
	if (name === 'serve' && report.servedOn) return '送达已经登记过。';
	if (name === 'resume' && !report.waitingSince) return '现在没有等候举报人补充。';
	if (name === 'take' && report.handlerId === officer.id) return '您已经是承办人。';
	if (name === 'decline' && report.status === 'received' && !officer.city) return '尚未指派的线索由市级决定。';
	return null;
}

/** Proposer, approver and reviewer are three people, and a wrong turn is put right by another than who took it. */
function secondPerson(
	{ content }: Pick<Deps, 'content'>,
	officer: Officer,
	name: MoveName,
	{ report, history }: { report: Report; history: History },
): string | null {
	if (name === 'reopen' || name === 'uphold') {
		if (history.hadPart(officer.id)) return '您参与过这件线索的办理，复查须由没有参与过的人员作出。';
		const last = report.reviews >= content.approvals.mostReviews;
		return last && !officer.city ? '举报人申请了最后一次复查，由市级作出意见。' : null;
	}
	const undone = undoes[name as keyof typeof undoes];
	if (undone && report.reviews >= content.approvals.mostReviews && !officer.city) {
		return '市级已经作出最后的复查意见，需要撤销的，由市级办理。';
	}
	if (undone && history.proposer(undone) === officer.id) {
		return `“${moveTable[undone].name}”由您提请，须由另一名人员${moveTable[name].name}。`;
	}
	return null;
}
