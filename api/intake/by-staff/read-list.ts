import type { CellValue } from 'read-excel-file/universal';
import { plainLine } from '../../../content/plain-text.ts';
import { PortalError } from '../../errors.ts';
import { type CellFault, columnNumber } from './cell-faults.ts';
import { checkWorkbook, notExcel } from './check-workbook.ts';
import { type ImportHead, importColumns, mostRows } from './import-columns.ts';

/** One thing to mend, at its row and column as Excel counts and names them. */
export interface RowError {
	row: number;
	column: string;
	message: string;
}

type Cell = CellValue | Date | null;

export interface ListRow {
	/** Row of the sheet, from 1. */
	row: number;
	cells: Map<ImportHead, Cell>;
}

export interface List {
	rows: ListRow[];
	errors: RowError[];
}

/** The first sheet as rows under the heads of the template, in whatever order they stand. Throws file_refused. */
export async function readList(bytes: Buffer): Promise<List> {
	const { faults } = await checkWorkbook(bytes);
	const sheet = await readCells(bytes);
	const heads = (sheet[0] ?? []).map((cell) => (typeof cell === 'string' ? plainLine(cell) : ''));
	const errors = [...wrongHeads(heads), ...faults.map((fault) => faultError(fault, heads))];
	const rows: ListRow[] = [];
	for (const [index, cells] of sheet.entries()) {
		if (index === 0 || isExplanation(cells) || cells.every(isEmpty)) continue;
		rows.push({
			row: index + 1,
			cells: new Map(importColumns.map(({ head }) => [head, cells[heads.indexOf(head)] ?? null])),
		});
	}
	if (rows.length > mostRows) throw new PortalError('file_refused', `清单超过 ${mostRows} 行，请分成几份导入。`);
	if (rows.length === 0) errors.push({ row: 3, column: '', message: '清单里没有内容，请从模板的第三行开始填写' });
	return { rows, errors };
}

async function readCells(bytes: Buffer): Promise<Cell[][]> {
	// Loaded when first needed: the portal starts sooner without it.
	const { readSheet } = await import('read-excel-file/universal');
	const copy = new ArrayBuffer(bytes.length);
	new Uint8Array(copy).set(bytes);
	try {
		return (await readSheet(copy)) as Cell[][];
	} catch {
		// Whatever the reader stumbles over, the person can only save the list anew.
		throw notExcel();
	}
}

function wrongHeads(heads: string[]): RowError[] {
	const known: readonly string[] = importColumns.map(({ head }) => head);
	const missing = known.filter((head) => !heads.includes(head));
	return [
		...missing.map((column) => ({ row: 1, column, message: '缺少这一列，请按模板的表头补上' })),
		...heads.flatMap((column, index): RowError[] => {
			if (column === '') return [];
			if (!known.includes(column)) return [{ row: 1, column, message: '模板中没有这一列，请删去' }];
			return heads.indexOf(column) === index ? [] : [{ row: 1, column, message: '这一列出现了两次，请删去一列' }];
		}),
	];
}

function faultError({ address, message }: CellFault, heads: string[]): RowError {
	const [, letters = 'A', row = '1'] = /^([A-Z]+)(\d+)$/.exec(address) ?? [];
	return { row: Number(row), column: heads[columnNumber(letters)] ?? '', message };
}

/** The second row of the template. */
function isExplanation([first]: Cell[]): boolean {
	return typeof first === 'string' && first.startsWith('必填。');
}

function isEmpty(cell: Cell): boolean {
	return cell === null || (typeof cell === 'string' && plainLine(cell) === '');
}
