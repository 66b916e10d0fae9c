import type { Row } from 'write-excel-file/node';
import type { Content } from '../../../content/content.ts';
import { datumNames, importColumns, modeNames } from './import-columns.ts';

const head = { fontWeight: 'bold', align: 'center', alignVertical: 'center', backgroundColor: '#e9f1ee' } as const;
const help = { wrap: true, alignVertical: 'top', textColor: '#4e585d' } as const;

/** The empty list to fill in, with a second sheet of the names that may be used. */
export async function importTemplate(content: Pick<Content, 'categories' | 'units'>): Promise<Buffer> {
	// Loaded when first needed: the portal starts sooner without it.
	const { default: writeExcel } = await import('write-excel-file/node');
	const list: Row[] = [
		importColumns.map((column) => ({ value: column.head, ...head })),
		importColumns.map((column) => ({ value: `${column.required ? '必填' : '选填'}。${column.help}`, ...help })),
		// Formatted as text, so that Excel keeps every digit of a number.
		...Array.from({ length: 50 }, () => importColumns.map(() => ({ value: '', type: String, format: '@' }) as const)),
	];
	return writeExcel([
		{
			data: list,
			sheet: '清单',
			columns: importColumns.map(({ width }) => ({ width })),
			stickyRowsCount: 2,
		},
		{
			data: choices(content),
			sheet: '可选名称',
			columns: [{ width: 26 }, { width: 22 }, { width: 14 }, { width: 14 }],
		},
	]).toBuffer();
}

function choices({ categories, units }: Pick<Content, 'categories' | 'units'>): Row[] {
	const columns = [
		categories.map(({ name }) => name),
		units.counties.map(({ name }) => name),
		Object.keys(modeNames),
		Object.keys(datumNames),
	];
	const longest = Math.max(...columns.map((column) => column.length));
	return [
		['举报事项', '县（市）区', '举报方式', '坐标来源'].map((value) => ({ value, ...head })),
		...Array.from({ length: longest }, (_, row) =>
			columns.map((column) => (column[row] ? { value: column[row] } : null)),
		),
	];
}
