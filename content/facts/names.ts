import type { Outcome, Progress } from '../schema/result.ts';

/** Outcomes of a concluded case. */
export const outcomeNames: Record<Outcome, string> = {
	substantiated: '查实',
	partly: '部分查实',
	unsubstantiated: '未查实',
	referred: '移送',
};

/** How far the handling has come, as a published result states it. */
export const progressNames: Record<Progress, string> = {
	concluded: '已办结',
	stage: '阶段性办结',
	ongoing: '正在办理',
};

/** How a reporter wants to be known. */
export const modeNames = { anonymous: '匿名', confidential: '实名保密', named: '实名' } as const;

export type ReportMode = keyof typeof modeNames;
