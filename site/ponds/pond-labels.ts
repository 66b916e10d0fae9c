import type { Pond, PondStatus } from '../../content/schema/pond.ts';

/** What is shown where a fact was not published. */
export const unpublished = '未公布';

/** 运行状况 in the words of the rules. */
export const statusNames: Record<PondStatus, string> = {
	building: '在建',
	'building-stopped': '停建',
	'in-use': '在用',
	idle: '停用',
	reclaiming: '回采',
	closing: '闭库治理中',
	closed: '已闭库',
	deregistered: '已销号',
};

const gradeNames = ['一等', '二等', '三等', '四等', '五等'];
/** 等别, 1 the largest. */
export const gradeName = (grade: number): string => gradeNames[grade - 1] ?? String(grade);

const levelNames = ['一级', '二级', '三级'];
/** 环境监管等级. */
export const levelName = (level: number): string => levelNames[level - 1] ?? String(level);

export const alarmNames: Record<NonNullable<Pond['alarm']>, string> = {
	none: '无预警',
	blue: '蓝色预警',
	yellow: '黄色预警',
	orange: '橙色预警',
	red: '红色预警',
};

/** The tag of an alarm that is on: colour, shape and word together. */
export const alarmTag = ({ alarm }: Pick<Pond, 'alarm'>): { name: string; kind: string } | undefined =>
	alarm && alarm !== 'none' ? { name: alarmNames[alarm], kind: `tag-alarm tag-${alarm}` } : undefined;

export const monitoringNames: Record<NonNullable<Pond['monitoring']>, string> = {
	none: '未建',
	built: '已建未联网',
	connected: '已联网',
};

export const riskNames: Record<NonNullable<Pond['riskLevel']>, string> = {
	A: 'A级（低风险）',
	B: 'B级（一般风险）',
	C: 'C级（较大风险）',
	D: 'D级（重大风险）',
};

export const safetyNames: Record<NonNullable<Pond['safetyDegree']>, string> = {
	dangerous: '危库',
	hazardous: '险库',
	defective: '病库',
	normal: '正常库',
};

export const typeNames: Record<NonNullable<Pond['type']>, string> = {
	valley: '山谷型',
	hillside: '傍山型',
	flatland: '平地型',
	'river-cut': '截河型',
};

export const constructionNames: Record<NonNullable<Pond['construction']>, string> = {
	upstream: '上游式',
	centreline: '中线式',
	downstream: '下游式',
	'one-step': '一次建坝',
};

export const dischargeNames: Record<NonNullable<Pond['discharge']>, string> = { dry: '干式堆存', wet: '湿式排放' };

export const monitoredNames: Record<Pond['monitored'][number], string> = {
	displacement: '位移',
	'seepage-line': '浸润线',
	'dry-beach': '干滩',
	'water-level': '库水位',
	rainfall: '降水量',
	video: '视频',
};

/** Yes, no or not published. */
export const yesNo = (value: boolean | undefined): string => (value === undefined ? unpublished : value ? '是' : '否');
