/** States of a report with the words everybody sees. */
export const statusNames = {
	received: '已接收',
	assigned: '待受理',
	objected: '退回异议',
	accepted: '已受理',
	investigating: '核查中',
	filed: '已立案',
	rectifying: '整改中',
	concluded: '已办结',
	declined: '不予受理',
	merged: '已并案',
	reviewing: '复查中',
} as const;

export type Status = keyof typeof statusNames;

/** Outcome of a concluded report. */
export const outcomeNames = {
	substantiated: '查实',
	partly: '部分查实',
	unsubstantiated: '未查实',
	referred: '移送',
} as const;

export type Outcome = keyof typeof outcomeNames;

/** The words of an outcome; none where there is no such outcome. */
export function nameOfOutcome(outcome: string): string {
	return Object.entries(outcomeNames).find(([id]) => id === outcome)?.[1] ?? '';
}

/** States in which nothing more is owed to the reporter. */
export const settled: readonly Status[] = ['concluded', 'declined', 'merged'];

/** States in which a unit works on the case. */
export const underWay: readonly Status[] = [
	'assigned',
	'accepted',
	'investigating',
	'filed',
	'rectifying',
	'reviewing',
];
