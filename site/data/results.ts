import { outcomeNames, progressNames } from '../../content/facts/names.ts';
import type { Result } from '../../content/schema/result.ts';
import { absolute } from '../build/base.ts';
import { content } from '../build/content.ts';
import { categoryName, countyName } from '../build/names.ts';
import { isWithdrawn, type Listed, listedResults } from '../results/listed.ts';

/** A withdrawn result is named with day and reason, and nothing of it is repeated. */
export function resultItem(result: Listed) {
	const url = absolute(`results/${result.id}/`);
	if (isWithdrawn(result)) return { id: result.id, withdrawn: result.withdrawn, demo: result.demo, url };
	return { ...result, url };
}

export const resultItems = () => listedResults().map(resultItem);

type Line = [name: string, value: (result: Result) => string | number | boolean | undefined];

/** Columns of results.csv, in the order of the batch tables. */
export const resultColumns: Line[] = [
	['公开编号', ({ id }) => id],
	['批次', ({ batch }) => batch],
	['标题', ({ title }) => title],
	['问题基本情况', ({ problem }) => problem],
	['行政区域', ({ adcode }) => countyName(adcode)],
	['乡镇', ({ town }) => town],
	['类型', ({ category }) => categoryName(category)],
	['调查核实情况', ({ findings }) => findings],
	['是否属实', ({ outcome }) => outcomeNames[outcome]],
	['纠正', ({ measures }) => measures.corrected],
	['处罚', ({ measures }) => measures.penalised],
	['整改', ({ measures }) => measures.rectified],
	['办结情况', ({ progress }) => progressNames[progress]],
	['责任人被处理情况', ({ accountability }) => accountability],
	['法律依据', ({ legalBasis }) => legalBasis],
	['承办单位', ({ unit }) => unit],
	['尾矿库编号', ({ pondId }) => pondId],
	['收到月份', ({ receivedMonth }) => receivedMonth],
	['办结日期', ({ concluded }) => concluded],
	['公布日期', ({ published }) => published],
	['演示数据', ({ demo }) => demo],
	['网址', ({ id }) => absolute(`results/${id}/`)],
	['复查中', ({ underReview }) => underReview?.since],
];

/** results.csv as head and rows; withdrawn results are left out here and named in results.json. */
export function resultTable() {
	return {
		head: resultColumns.map(([name]) => name),
		rows: content().results.map((result) => resultColumns.map(([, value]) => value(result))),
	};
}
