import { absolute } from '../build/base.ts';
import { content } from '../build/content.ts';
import { countyName } from '../build/names.ts';
import { type PublicList, publicList } from './list.ts';
import { penaltyNames } from './publication-labels.ts';

/** 行政处罚决定. */
export function decisionList(): PublicList {
	return publicList({
		id: 'decisions',
		name: '行政处罚决定',
		lead: '公开具有一定社会影响的行政处罚决定。自然人只公布姓氏。决定被依法变更、撤销、确认违法或者无效的，三日内撤回并说明理由。',
		counter: '件',
		empty: '尚未公布行政处罚决定。',
		columns: [
			{ name: '案件', head: true },
			{ name: '决定书文号' },
			{ name: '当事人' },
			{ name: '处罚种类' },
			{ name: '处罚机关' },
			{ name: '决定日期' },
		],
		from: content().decisions,
		title: ({ title }) => title,
		words: (entry) => [entry.number, entry.party.name, entry.unit, countyName(entry.adcode), entry.facts],
		cells: (entry) => [
			{ text: entry.number },
			{ text: entry.party.name },
			{ text: entry.kinds.map((kind) => penaltyNames[kind]).join('、') },
			{ text: entry.unit },
			{ text: entry.decided },
		],
		csv: [
			['编号', ({ id }) => id],
			['决定书文号', ({ number }) => number],
			['标题', ({ title }) => title],
			['行政区域', ({ adcode }) => countyName(adcode)],
			['当事人', ({ party }) => party.name],
			['统一社会信用代码', ({ party }) => (party.kind === 'organisation' ? party.creditCode : undefined)],
			['违法事实', ({ facts }) => facts],
			['处罚依据', ({ basis }) => basis],
			['处罚种类', ({ kinds }) => kinds.map((kind) => penaltyNames[kind]).join('、')],
			['处罚内容', ({ penalty }) => penalty],
			['处罚机关', ({ unit }) => unit],
			['决定日期', ({ decided }) => decided],
			['处理结果编号', ({ resultId }) => resultId],
			['公布日期', ({ published }) => published],
			['演示数据', ({ demo }) => demo],
			['网址', ({ id }) => absolute(`results/decisions/${id}/`)],
		],
	});
}
