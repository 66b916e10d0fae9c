import type { Outcome, Result } from '../../content/schema/result.ts';

export const outcomeNames: Record<Outcome, string> = {
	substantiated: '查实',
	partly: '部分查实',
	unsubstantiated: '未查实',
	referred: '移送',
};

export const progressNames: Record<Result['progress'], string> = {
	concluded: '已办结',
	stage: '阶段性办结',
	ongoing: '正在办理',
};
