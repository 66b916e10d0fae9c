import { halfWidth, plainLine } from '../../../content/facts/plain-text.ts';
import { type ImportHead, importColumns, mostRows } from './import-columns.ts';
import type { ListCell } from './list-cell.ts';
import { type FirstSheet, firstSheet } from './workbook/first-sheet.ts';
import { tooManyRows } from './workbook/refusals.ts';
import { columnLetters, type SeenCell } from './workbook/sheet-cells.ts';

/** One error, at its row and column as Excel counts and names them. */
export interface RowError {
	row: number;
	column: string;
	message: string;
}

export interface ListRow {
	/** Row of the sheet, from 1. */
	row: number;
	cells: Map<ImportHead, ListCell>;
	from1904: boolean;
}

export interface List {
	/** Name of the sheet that was read. */
	sheet: string;
	rows: ListRow[];
	errors: RowError[];
	/** Heads are missing, strange or double: what stands below them means nothing. */
	wrongHeads: boolean;
}

/** Rows that are looked through for the heads: titles and who made the list may stand above. */
const mostAbove = 30;
/** So many cells make a row above the heads look like one of the list. */
const likeRow = 4;

/** The first visible sheet as rows under the heads of the template, in whatever order they stand. Throws file_refused. */
export async function readList(bytes: Buffer): Promise<List> {
	const sheet = await firstSheet(bytes, mostRows * 3);
	const lines = [...sheet.rows].filter(([, cells]) => [...cells.values()].some(isSeen)).sort(([a], [b]) => a - b);
	const [headRow, headCells] = lines.slice(0, mostAbove).find(([, cells]) => isHeads(cells)) ??
		lines[0] ?? [1, new Map()];
	const heads = headsOf(headCells);
	const headErrors = wrongHeads(heads, headRow, sheet);
	const below = lines.filter(([row, cells]) => row > headRow && !(row === headRow + 1 && isExplanation(cells)));
	if (below.length > mostRows) throw tooManyRows(mostRows);
	const rows = below.map(([row, cells]): ListRow => {
		return { row, cells: underHeads(heads, withMerged(row, cells, sheet)), from1904: sheet.from1904 };
	});
	const above = lines.filter(([row, cells]) => row < headRow && cells.size >= likeRow);
	const errors = [
		...headErrors,
		...above.map(([row]) => notRead(row)),
		...below.flatMap((line) => unread(line, heads, sheet)),
	];
	if (rows.length === 0) errors.push({ row: 3, column: '', message: '清单里没有内容，请从模板的第三行开始填写' });
	return { sheet: sheet.name, rows, errors, wrongHeads: headErrors.length > 0 };
}

const notRead = (row: number): RowError => ({
	row,
	column: '',
	message: '这一行在表头上面，不会读取，请移到表头下面或者删去',
});

/** What of a row would be taken in though nobody sees it, or be lost though everybody does. */
function unread(
	[row, cells]: [number, Map<number, SeenCell>],
	heads: Map<number, Head>,
	sheet: FirstSheet,
): RowError[] {
	const hidden = sheet.hiddenRows.has(row)
		? [{ row, column: '', message: '这一行被隐藏或者筛选掉了，请取消隐藏；不需要的请删去' }]
		: [];
	const beside = [...cells].filter(([column, cell]) => isSeen(cell) && !heads.has(column));
	return [
		...hidden,
		...beside.map(([column]) => ({
			row,
			column: columnLetters(column),
			message: '这一格上面没有表头，不会读取，请删去',
		})),
	];
}

/** A head without what people and keyboards add to it: full-width forms, spaces, brackets, stars, 必填. */
function plainHead(text: string): string {
	return halfWidth(text)
		.replace(/(?:必填|选填)/g, '')
		.replace(/[\s*:()[\]、,.]/g, '');
}

const knownHeads = new Map<string, ImportHead>(importColumns.map(({ head }) => [plainHead(head), head]));

const textIn = (cell: SeenCell | undefined): string => (cell?.kind === 'text' ? plainLine(cell.text) : '');

function isHeads(cells: Map<number, SeenCell>): boolean {
	const known = new Set([...cells.values()].map((cell) => knownHeads.get(plainHead(textIn(cell)))));
	known.delete(undefined);
	return known.size >= 3;
}

interface Head {
	/** As it stands there. */
	text: string;
	known: ImportHead | undefined;
}

function headsOf(cells: Map<number, SeenCell>): Map<number, Head> {
	const heads = new Map<number, Head>();
	for (const [column, cell] of cells) {
		const text = textIn(cell);
		if (isSeen(cell)) heads.set(column, { text, known: knownHeads.get(plainHead(text)) });
	}
	return heads;
}

function wrongHeads(heads: Map<number, Head>, row: number, { hiddenColumns }: FirstSheet): RowError[] {
	const all = [...heads];
	const standing = all.map(([, { known }]) => known);
	const missing = importColumns.filter((each) => !each.isOptional && !standing.includes(each.head));
	const wrong = all.flatMap(([column, { text, known }], nth): RowError[] => {
		if (!known) return [{ row, column: text || columnLetters(column), message: '模板中没有这一列，请删去' }];
		if (standing.indexOf(known) !== nth) return [{ row, column: known, message: '这一列出现了两次，请删去一列' }];
		return hiddenColumns.has(column) ? [{ row, column: known, message: '这一列被隐藏了，请取消隐藏后核对' }] : [];
	});
	return [...missing.map(({ head }) => ({ row, column: head, message: '缺少这一列，请按模板的表头补上' })), ...wrong];
}

/** The row with its cells over which a merged one is seen; of one that is empty nothing is lost. */
function withMerged(row: number, cells: Map<number, SeenCell>, { merges, rows }: FirstSheet): Map<number, ListCell> {
	const seen = new Map<number, ListCell>(cells);
	for (const { top, bottom, left, right } of merges) {
		if (row < top || row > bottom || !isSeen(rows.get(top)?.get(left))) continue;
		for (let column = left; column <= Math.min(right, left + mostAcross); column++) {
			if (row !== top || column !== left) seen.set(column, { kind: 'merged' });
		}
	}
	return seen;
}

/** A merge may be stated over a whole sheet. */
const mostAcross = 60;

function underHeads(heads: Map<number, Head>, cells: Map<number, ListCell>): Map<ImportHead, ListCell> {
	const under = new Map<ImportHead, ListCell>();
	for (const [column, { known }] of heads) {
		const cell = cells.get(column);
		if (known && cell && !under.has(known)) under.set(known, cell);
	}
	return under;
}

/** The second row of the template. */
function isExplanation(cells: Map<number, SeenCell>): boolean {
	return [...cells.values()].some((cell) => /^(?:必填|选填)。/.test(textIn(cell)));
}

function isSeen(cell: SeenCell | undefined): boolean {
	if (!cell) return false;
	return cell.kind === 'text' ? textIn(cell) !== '' : cell.kind !== 'formula' || !cell.empty;
}
