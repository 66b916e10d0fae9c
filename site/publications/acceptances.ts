import type { Acceptance } from '../../content/schema/acceptance.ts';
import { absolute } from '../build/base.ts';
import { content } from '../build/content.ts';
import { countyName } from '../build/names.ts';
import { type PublicList, publicList } from './list.ts';
import { itemVerdictNames, verdictNames } from './publication-labels.ts';

const unmet = ({ items }: Acceptance): number => items.filter(({ verdict }) => verdict === 'unmet').length;
const counted = ({ items }: Acceptance): number => items.filter(({ verdict }) => verdict !== 'not-applicable').length;

/** 矿山验收: one line a mine, its items on its own page. */
export function acceptanceList(): PublicList {
	return publicList({
		id: 'acceptance',
		name: '矿山验收',
		lead: '整治后的矿山一矿一档，逐项验收，公布每一项的要求、检查情况和结论。',
		counter: '件',
		empty: '尚未公布矿山验收结果。',
		columns: [
			{ name: '矿山', head: true },
			{ name: '行政区域' },
			{ name: '验收单位' },
			{ name: '合格项目' },
			{ name: '结论' },
			{ name: '公布日期' },
		],
		from: content().acceptances,
		title: ({ mine }) => mine,
		words: (entry) => [countyName(entry.adcode), entry.unit, entry.company ?? '', verdictNames[entry.verdict]],
		cells: (entry) => [
			{ text: countyName(entry.adcode) },
			{ text: entry.unit },
			{ text: `${counted(entry) - unmet(entry)} / ${counted(entry)}` },
			{ text: verdictNames[entry.verdict], note: entry.mendBy && `整改期限 ${entry.mendBy}` },
			{ text: entry.published },
		],
		csv: [
			['编号', ({ id }) => id],
			['矿山', ({ mine }) => mine],
			['行政区域', ({ adcode }) => countyName(adcode)],
			['企业', ({ company }) => company],
			['矿种', ({ mineral }) => mineral],
			['验收单位', ({ unit }) => unit],
			['验收日期', ({ accepted }) => accepted],
			['合格项目数', (entry) => counted(entry) - unmet(entry)],
			['不合格项目数', unmet],
			['逐项结论', ({ items }) => items.map(({ name, verdict }) => `${name}：${itemVerdictNames[verdict]}`).join('；')],
			['验收结论', ({ verdict }) => verdictNames[verdict]],
			['整改期限', ({ mendBy }) => mendBy],
			['公布日期', ({ published }) => published],
			['来源', ({ source }) => source],
			['演示数据', ({ demo }) => demo],
			['网址', ({ id }) => absolute(`results/acceptance/${id}/`)],
		],
	});
}
