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

/** States in which nothing more is owed to the reporter. */
export const settled: readonly Status[] = ['concluded', 'declined', 'merged'];
