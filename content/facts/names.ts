/** Outcomes of a concluded case. */
export const outcomes = ['substantiated', 'partly', 'unsubstantiated', 'referred'] as const;
export type Outcome = (typeof outcomes)[number];

/** Outcomes in words. */
export const outcomeNames: Record<Outcome, string> = {
	substantiated: '查实',
	partly: '部分查实',
	unsubstantiated: '未查实',
	referred: '移送',
};

/** How far the handling has come, as a published result states it. */
export const progresses = ['concluded', 'stage', 'ongoing'] as const;
export type Progress = (typeof progresses)[number];

/** The same in words. */
export const progressNames: Record<Progress, string> = {
	concluded: '已办结',
	stage: '阶段性办结',
	ongoing: '正在办理',
};

/** How a reporter wants to be known. */
export const modes = ['anonymous', 'confidential', 'named'] as const;
export type ReportMode = (typeof modes)[number];

/** The same in words. */
export const modeNames = {
	anonymous: '匿名',
	confidential: '实名保密',
	named: '实名',
} as const satisfies Record<ReportMode, string>;
