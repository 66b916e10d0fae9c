import type { Datum } from '../../../content/facts/datums.ts';
import type { ColumnKind } from './cell-text.ts';

/** A column of the list of the 12345 line: its head, and the field of a report that it fills. */
export interface ImportColumn {
	head: string;
	/** Path in the report, as errors name it. */
	path: string;
	required: boolean;
	/** What to write, below the head of the template. */
	help: string;
	/** Width in characters. */
	width: number;
	/** A list without this column is taken as well. */
	isOptional?: true;
	/** Left out: words. */
	kind?: ColumnKind;
}

const columns = [
	{
		head: '12345 编号',
		path: 'sourceNumber',
		required: true,
		help: '字母、数字和连字符；单元格设为文本',
		width: 22,
		kind: 'code',
	},
	{ head: '举报事项', path: 'category', required: true, help: '按“可选名称”表填写', width: 22 },
	{ head: '县（市）区', path: 'location.adcode', required: false, help: '按“可选名称”表填写；不清楚可留空', width: 14 },
	{ head: '乡镇', path: 'location.town', required: false, help: '不超过 40 个字', width: 14 },
	{ head: '地点', path: 'location.place', required: true, help: '村名和方位，不超过 200 个字', width: 28 },
	{
		head: '坐标',
		path: 'location.coordinates',
		required: false,
		help: '经纬度或地图链接，照原样粘贴；没有可留空',
		width: 24,
		isOptional: true,
	},
	{
		head: '坐标来源',
		path: 'location.datum',
		required: false,
		help: '有坐标的，按“可选名称”表填写；链接可留空',
		width: 14,
		isOptional: true,
	},
	{ head: '发生日期', path: 'occurredOn', required: false, help: '例如 2026-03-01', width: 13, kind: 'day' },
	{ head: '情况说明', path: 'description', required: true, help: '5 到 4000 个字', width: 50 },
	{ head: '举报方式', path: 'reporter.mode', required: true, help: '匿名、保密或实名', width: 10 },
	{ head: '姓名', path: 'reporter.name', required: false, help: '保密和实名的必填', width: 12 },
	{
		head: '电话',
		path: 'reporter.phone',
		required: false,
		help: '手机或区号-号码；单元格设为文本',
		width: 16,
		kind: 'code',
	},
	{ head: '涉及当地人员', path: 'avoidCounty', required: false, help: '填“是”的由市级导入并直接处理', width: 14 },
] as const satisfies readonly ImportColumn[];

export type ImportHead = (typeof columns)[number]['head'];

export const importColumns: ReadonlyArray<ImportColumn & { head: ImportHead }> = columns;

/** Most rows of one list. */
export const mostRows = 1000;

/** Words of 举报方式 and what they stand for. */
export const modeNames = { 匿名: 'anonymous', 保密: 'confidential', 实名: 'named' } as const;

/** Words of 坐标来源 and the datums that these maps write. */
export const datumNames = {
	高德地图: 'gcj02',
	腾讯地图: 'gcj02',
	百度地图: 'bd09',
	天地图: 'cgcs2000',
	卫星定位仪: 'wgs84',
} as const satisfies Record<string, Datum>;

/** The head that an error of a report belongs under. */
export function headOf(path: string): string {
	const exact = importColumns.find((column) => column.path === path);
	return exact?.head ?? (path.startsWith('location') ? '地点' : '情况说明');
}
