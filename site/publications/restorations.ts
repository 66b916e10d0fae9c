import type { Restoration } from '../../content/schema/restoration.ts';
import { absolute } from '../build/base.ts';
import { content } from '../build/content.ts';
import { countyName } from '../build/names.ts';
import { type PublicList, publicList } from './list.ts';
import { landNames, stateNames } from './publication-labels.ts';

/** e.g. 41.2 / 86.5 亩. */
export const areaOf = ({ done, planned }: Restoration): string => `${done} / ${planned} 亩`;

/** 修复治理: land that is being made good. */
export function restorationList(): PublicList {
	return publicList({
		id: 'restoration',
		name: '修复治理',
		lead: '矿山破坏土地的修复治理项目、责任主体、面积和进展。',
		counter: '项',
		empty: '尚未公布修复治理项目。',
		columns: [
			{ name: '项目', head: true },
			{ name: '行政区域' },
			{ name: '类别' },
			{ name: '已完成 / 计划' },
			{ name: '进展' },
			{ name: '数据日期' },
		],
		from: content().restorations,
		title: ({ title }) => title,
		words: (entry) => [countyName(entry.adcode), entry.town ?? '', entry.responsible, entry.unit, entry.damaged],
		cells: (entry) => [
			{ text: countyName(entry.adcode), note: entry.town },
			{ text: landNames[entry.kind] },
			{ text: areaOf(entry) },
			{ text: stateNames[entry.state] },
			{ text: entry.asOf },
		],
		csv: [
			['编号', ({ id }) => id],
			['项目', ({ title }) => title],
			['行政区域', ({ adcode }) => countyName(adcode)],
			['乡镇', ({ town }) => town],
			['类别', ({ kind }) => landNames[kind]],
			['责任主体', ({ responsible }) => responsible],
			['监管单位', ({ unit }) => unit],
			['破坏情况', ({ damaged }) => damaged],
			['治理措施', ({ measures }) => measures],
			['计划面积（亩）', ({ planned }) => planned],
			['已完成面积（亩）', ({ done }) => done],
			['进展', ({ state }) => stateNames[state]],
			['开工日期', ({ started }) => started],
			['计划完成日期', ({ due }) => due],
			['完工日期', ({ finished }) => finished],
			['验收单位', ({ acceptedBy }) => acceptedBy],
			['数据日期', ({ asOf }) => asOf],
			['来源', ({ source }) => source],
			['公布日期', ({ published }) => published],
			['演示数据', ({ demo }) => demo],
			['网址', ({ id }) => absolute(`results/restoration/${id}/`)],
		],
	});
}
