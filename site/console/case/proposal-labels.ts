import type { Move, Proposal } from '../calls/answers.ts';

/** Title of a proposal. */
export function proposalTitle({ state, moveName }: Pick<Proposal, 'state' | 'moveName'>): string {
	const stateNames = { waiting: '等待审批', confirming: '等待市级确认', returned: '已退回' };
	return `${stateNames[state]}：${moveName}`;
}

/** What happens next; `leavesToCity`: the officer approves for the county, and the city confirms. */
export function proposalNext(
	{ state, canDecide, reply }: Pick<Proposal, 'state' | 'canDecide' | 'reply'>,
	leavesToCity: boolean,
): string {
	if (state === 'confirming') return '等待市级确认责任人和保护伞的认定，确认后生效。';
	if (!canDecide) return '同意后生效，生效以前期限照常计算。';
	if (leavesToCity) return '同意后报市级确认责任人和保护伞的认定，确认后生效。';
	return `同意后立即生效${reply ? '，答复同时转告举报人' : ''}。`;
}

/** The fields of a returned proposal for the form of its move, so that they need not be typed again. */
export function returnedFields({ fields }: Move, proposal: Pick<Proposal, 'fields' | 'reply'>): Record<string, string> {
	const written = fields.flatMap(({ name, options, toReporter }) => {
		const shown = toReporter ? proposal.reply : proposal.fields.find((each) => each.name === name)?.value;
		const value = options ? options.find((option) => option.name === shown)?.id : shown;
		return value ? [[name, value]] : [];
	});
	return Object.fromEntries(written);
}
