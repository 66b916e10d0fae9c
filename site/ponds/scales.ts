import type { Pond } from '../../content/schema/pond.ts';
import { alarmNames, gradeName, levelName, riskNames, safetyNames } from './pond-labels.ts';

/** One step of a scale. */
export interface Step {
	/** e.g. 四等, B级（一般风险）, 黄色预警. */
	name: string;
	/** What the step stands for, where its name does not say it. */
	meaning?: string;
	/** Class of its tag: alarm levels have a colour and a shape of their own. */
	kind?: string;
}

/** One of the five scales of a pond. They measure different things and are never turned into each other. */
export interface Scale {
	id: 'grade' | 'risk' | 'alarm' | 'environment' | 'safety';
	name: string;
	/** What it measures, in a few words. */
	measures: string;
	/** Who gives it and by what. */
	about: string;
	/** The sentence that stands where a value of the scale is shown. */
	brief: string;
	/** In the order in which the scale is read. */
	steps: Step[];
	/** Index of the step a pond stands on; undefined: none, or not published. */
	at: (pond: Pond) => number | undefined;
}

const indexIn = <T>(order: readonly T[], value: T | undefined): number | undefined =>
	value === undefined || !order.includes(value) ? undefined : order.indexOf(value);
const risks = ['A', 'B', 'C', 'D'] as const;
const alarms = ['blue', 'yellow', 'orange', 'red'] as const;
const degrees = ['dangerous', 'hazardous', 'defective', 'normal'] as const;
const alarmMeanings = ['四级，最低', '三级', '二级', '一级，最高'];

export const scales: readonly Scale[] = [
	{
		id: 'grade',
		name: '等别',
		measures: '库的规模',
		about: '按现状库容和坝高划分（GB 39496-2020）。',
		brief: '表示库的规模，一等最大，五等最小，不表示危险程度。',
		steps: [1, 2, 3, 4, 5].map((grade) => ({ name: gradeName(grade) })),
		at: ({ grade }) => grade && grade - 1,
	},
	{
		id: 'risk',
		name: '安全风险等级',
		measures: '出事的可能和后果',
		about: '由企业评估、主管部门核定。',
		brief: '表示发生事故的可能和后果，A级最低，D级最高。',
		steps: risks.map((level) => ({ name: riskNames[level] })),
		at: ({ riskLevel }) => indexIn(risks, riskLevel),
	},
	{
		id: 'alarm',
		name: '预警等级',
		measures: '监测发现的异常',
		about: '由在线监测系统按实测数据发出，会随时变化。',
		brief: '表示监测发现的异常，由低到高为蓝、黄、橙、红。',
		steps: alarms.map((level, index) => ({
			name: alarmNames[level],
			meaning: alarmMeanings[index],
			kind: `tag-alarm tag-${level}`,
		})),
		at: ({ alarm }) => indexIn<Pond['alarm']>(alarms, alarm),
	},
	{
		id: 'environment',
		name: '环境监管等级',
		measures: '环保检查的宽严',
		about: '由生态环境部门划分。',
		brief: '表示环保检查的宽严，一级最严，与坝体安全不是一回事。',
		steps: ['监管要求最严', '监管要求较严', '监管要求一般'].map((meaning, index) => ({
			name: levelName(index + 1),
			meaning,
		})),
		at: ({ environmentLevel }) => environmentLevel && environmentLevel - 1,
	},
	{
		id: 'safety',
		name: '安全度',
		measures: '历史记录',
		about: '以前的划分。',
		brief: '自2020年起标准不再使用，只作历史记录，不是现在的评价。',
		steps: degrees.map((degree) => ({ name: safetyNames[degree] })),
		at: ({ safetyDegree }) => indexIn(degrees, safetyDegree),
	},
];

/** The scales that are shown of a pond: all in use, and the historical one where a record of it exists. */
export const scalesOf = (pond: Pond): Scale[] =>
	scales.filter(({ id, at }) => id !== 'safety' || at(pond) !== undefined);

/** What a pond's value on a scale reads like; undefined where it was not published. */
export function scaleValue({ id, steps, at }: Scale, pond: Pond): string | undefined {
	const index = at(pond);
	if (index !== undefined) return steps[index]?.name;
	return id === 'alarm' && pond.alarm === 'none' ? alarmNames.none : undefined;
}
