import type { Due } from '../handling/clocks.ts';
import type { Report } from '../handling/record-event.ts';
import type { Status } from '../handling/statuses.ts';

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
	merged: '合并后的办理情况由承办单位在这里答复您。',
};

/** What comes next and by when, said openly also when it is late; `reviewBy`: until when a review may be asked. */
export function nextStep(
	report: Report,
	due: Due | null,
	reviewBy: string | null,
): { text: string; by: string | null } {
	if (report.waitingSince) return { text: '承办单位请您补充情况，请在下面留言答复。', by: null };
	const text = steps[report.status as Status];
	if (reviewBy) return { text: `${text}对结果不认可的，可以申请复查。`, by: reviewBy };
	if (!due?.overdue) return { text, by: due?.by ?? null };
	return { text: `${text}这一步已超过期限 ${-due.daysLeft} 天。`, by: due.by };
}
