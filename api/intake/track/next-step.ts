import { clockDay, type Due, dueOf, dueOn } from '../../report/clocks.ts';
import type { Report } from '../../report/report.ts';
import type { Status } from '../../report/statuses.ts';

const steps: Record<Status, string> = {
	received: '市级正在确定由哪个单位办理。',
	assigned: '承办单位将决定是否受理，并在这里告诉您。',
	objected: '市级正在裁定由哪个单位办理。',
	accepted: '承办单位将派人核查。',
	investigating: '承办单位正在核查，核查后在这里答复您。',
	filed: '已立案，承办单位正在依法处理。',
	rectifying: '已责令整改，整改完成后在这里答复您。',
	reviewing: '正在复查，复查结果将在这里答复您。',
	concluded: '已经答复。',
	declined: '已经答复。',
	merged: '与另一件举报合并办理，结果在这里答复您。',
};

/** A report that by-passes its county stays with the city. */
const directly = '由市级直接办理，市级决定是否受理后在这里告诉您。';
const waiting = '承办单位请您补充情况，请在下面留言答复。等候期间期限暂停计算。';
const review = {
	open: '对结果不认可的，可以在期限内申请复查。',
	over: '申请复查的期限已过；有新情况的，可以重新举报。',
	apart: '认为不是同一件事的，可以申请复查。',
};

/**
 * The promise that counts for the reporter: the running clock, or the answer where that is late before it. A merged
 * report has no clock of its own any more, but its reporter was promised an answer.
 */
export function owed(report: Report, answered: boolean, today: string): Due | null {
	const running = dueOf(report, today);
	if (answered || report.status === 'reviewing') return running;
	const answer = dueOn('reply', report.extendedUntil ?? report.replyBy, clockDay(report, today));
	return running && (running.overdue || !answer.overdue) ? running : answer;
}

/** What comes next and by when, said openly also when it is late; `reviewBy`: until when a review may be asked. */
export function nextStep(
	report: Report,
	answered: boolean,
	due: Due | null,
	reviewBy: string | null,
): { text: string; by: string | null } {
	if (answered) return { text: `${steps.concluded}${reviewBy ? review.open : review.over}`, by: reviewBy };
	const late = due?.overdue ? lateWords(due) : '';
	if (report.waitingSince) return { text: `${waiting}${late}`, by: null };
	const apart = report.status === 'merged' && reviewBy ? review.apart : '';
	const step = report.bypassed && report.status === 'received' ? directly : steps[report.status];
	return { text: `${step}${apart}${late}`, by: due?.by ?? null };
}

function lateWords({ id, daysLeft }: Due): string {
	return `${id === 'reply' ? '答复' : '这一步'}已超过期限 ${-daysLeft} 天。`;
}
