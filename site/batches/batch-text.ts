import { outcomeNames, progressNames } from '../../content/facts/names.ts';
import type { Result } from '../../content/schema/result.ts';
import { categoryName, countyName } from '../build/names.ts';
import { reviewedSince } from '../results/review.ts';
import { type Batch, countBy } from './batches.ts';

/** The opening sentence of a batch. */
export function batchOpening({ number, asOf, shown, total }: Batch): string {
	const sum = number > 1 ? `，累计 ${total} 件` : '';
	return `截至${asOf}，本批公开举报线索办理情况 ${shown.length} 件${sum}。`;
}

/** Totals of a batch in words; nothing is said of channels where the cover does not. */
export function batchTotals({ shown, channels }: Batch): Array<{ label: string; value: string }> {
	const by = (label: string, word: (result: Result) => string) => ({ label, value: said(countBy(shown, word)) });
	return [
		by('行政区域', ({ adcode }) => countyName(adcode)),
		{ label: '来源渠道', value: said(channels) },
		by('类型', ({ category }) => categoryName(category)),
		by('是否属实', ({ outcome }) => outcomeNames[outcome]),
		by('办结情况', ({ progress }) => progressNames[progress]),
	].filter(({ value }) => value !== '');
}

const said = (counts: Array<{ name: string; count: number }>): string =>
	counts.map(({ name, count }) => `${name} ${count} 件`).join('、');

/** A column of a batch's table, on the page and in the sheet. */
export interface BatchColumn {
	name: string;
	/** Its cells name the row. */
	head?: boolean;
	/** Width in the sheet, in characters. */
	width: number;
	value: (result: Result, index: number) => string | number;
}

function progressAndReview(result: Result): string {
	const since = reviewedSince(result);
	return since ? `${progressNames[result.progress]}（${since}）` : progressNames[result.progress];
}

/** The columns that the public knows from environmental inspections, our public id in place of the receipt's number. */
export const batchColumns: BatchColumn[] = [
	{ name: '序号', width: 6, value: (_, index) => index + 1 },
	{ name: '编号', width: 18, head: true, value: ({ id }) => id },
	{ name: '问题基本情况', width: 32, value: ({ problem }) => problem },
	{ name: '行政区域', width: 12, value: ({ adcode }) => countyName(adcode) },
	{ name: '类型', width: 16, value: ({ category }) => categoryName(category) },
	{ name: '调查核实情况', width: 40, value: ({ findings }) => findings },
	{ name: '是否属实', width: 11, value: ({ outcome }) => outcomeNames[outcome] },
	{
		name: '处理和整改情况',
		width: 40,
		value: ({ measures }) => `${measures.corrected}${measures.penalised}${measures.rectified}`,
	},
	{ name: '办结情况', width: 12, value: progressAndReview },
	{ name: '责任人被处理情况', width: 22, value: ({ accountability }) => accountability ?? '无' },
];
