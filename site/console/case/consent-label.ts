import type { Consent } from '../calls/answers.ts';
import { minuteOf } from '../parts/date-labels.ts';

/** The state of the question to the reporter, in one or two sentences. */
export function consentLabel({ state, unit, by, answeredAt, handOverAt }: Consent): string {
	switch (state) {
		case 'proposed':
			return `${by}拟征询举报人是否同意交由${unit}核查，等待市级另一名人员审批。`;
		case 'returned':
			return `交由${unit}核查的征询已退回，没有发给举报人。`;
		case 'asked':
			return `已征询举报人是否同意交由${unit}核查，等待答复；期限内不答复的，视为不同意。`;
		case 'agreed':
			return `举报人于 ${minuteOf(answeredAt)} 同意交由${unit}核查，交办以前可以撤回。${minuteOf(handOverAt)} 以后交办市级摘要和举报人勾选的附件。`;
		case 'refused':
			return `举报人不同意交由${unit}核查，由市级直接办理。`;
		case 'expired':
			return answeredAt
				? `举报人同意以后没有交办（市级已经答复，或者${unit}已经撤销），由市级直接办理。`
				: `举报人没有在期限内答复，视为不同意，由市级直接办理。`;
		case 'handed-over':
			return `举报人同意，已交由${unit}核查。`;
	}
}

/** True while no further question can be asked: one is open, or was answered with a yes. */
export function isSettling({ state }: Pick<Consent, 'state'>): boolean {
	return ['proposed', 'asked', 'agreed', 'handed-over'].includes(state);
}
