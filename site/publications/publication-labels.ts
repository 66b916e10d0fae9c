import type { Acceptance } from '../../content/schema/acceptance.ts';
import type { Decision } from '../../content/schema/decision.ts';
import type { Restoration } from '../../content/schema/restoration.ts';

export const verdictNames: Record<Acceptance['verdict'], string> = {
	passed: '通过',
	'to-mend': '限期整改',
	failed: '不通过',
};

export const itemVerdictNames: Record<Acceptance['items'][number]['verdict'], string> = {
	met: '合格',
	unmet: '不合格',
	'not-applicable': '不涉及',
};

export const penaltyNames: Record<Decision['kinds'][number], string> = {
	warning: '警告',
	fine: '罚款',
	confiscation: '没收',
	suspension: '责令停产停业',
	restriction: '限制开展生产经营活动',
	revocation: '吊销许可证件',
	detention: '行政拘留',
	other: '其他',
};

/** Why a decision no longer stands. */
export const causeNames: Record<NonNullable<Decision['withdrawn']>['cause'], string> = {
	changed: '被依法变更',
	revoked: '被依法撤销',
	unlawful: '被确认违法',
	void: '被确认无效',
};

export const landNames: Record<Restoration['kind'], string> = {
	legacy: '历史遗留',
	operating: '生产矿山',
	closed: '关闭矿山',
};

export const stateNames: Record<Restoration['state'], string> = {
	planned: '未开工',
	ongoing: '治理中',
	finished: '已完工',
	accepted: '已验收',
};
