import { outcomeNames, progressNames } from '../../content/facts/names.ts';
import { categoryName, countyName } from '../build/names.ts';
import type { Cell, TableColumn } from '../parts/table.ts';
import { isWithdrawn, type Listed } from './listed.ts';
import { resultMarks, reviewedSince } from './review.ts';

/** Columns of every list of results. */
export const resultTableColumns: TableColumn[] = [
	{ name: '案件', head: true },
	{ name: '行政区域' },
	{ name: '类型' },
	{ name: '是否属实' },
	{ name: '办结情况' },
	{ name: '公布日期' },
];

/** The row of a result under those columns. A withdrawn result shows nothing but that. */
export function resultRow(result: Listed): Cell[] {
	const path = `results/${result.id}/`;
	if (isWithdrawn(result)) {
		return [
			{ text: `${result.id}（已撤回）`, href: path, tags: result.demo ? [{ text: '演示数据' }] : [] },
			...['', '', '', ''].map((text) => ({ text })),
			{ text: result.withdrawn.day, note: '撤回日期' },
		];
	}
	return [
		{ text: result.title, href: path, tags: resultMarks(result).map((text) => ({ text })) },
		{ text: countyName(result.adcode) },
		{ text: categoryName(result.category) },
		{ text: outcomeNames[result.outcome] },
		{ text: progressNames[result.progress], note: reviewedSince(result) },
		{ text: result.published },
	];
}
