import type { NumberFormat } from './number-format.ts';
import { isSet, type XmlReader } from './read-xml.ts';
import { tooLarge, tooManyRows, tooWide } from './refusals.ts';

/** What stands in a cell, as it is seen there. */
export type SeenCell =
	| { kind: 'text'; text: string }
	| { kind: 'number'; number: number; format: NumberFormat }
	| { kind: 'day'; text: string }
	| { kind: 'boolean'; value: boolean }
	| { kind: 'error' }
	/** `empty`: nothing is seen there. */
	| { kind: 'formula'; empty: boolean };

/** The same while it is read: texts may stand in another part of the workbook. */
export type SheetCell = SeenCell | { kind: 'shared'; index: number };

/** Cells that were made one; only the first holds what is seen over all of them. Rows and columns count from 1 and 0. */
export interface Merge {
	top: number;
	bottom: number;
	left: number;
	right: number;
}

/** The cells of a sheet that hold something, by row and column. */
export interface SheetCells {
	rows: Map<number, Map<number, SheetCell>>;
	hiddenRows: Set<number>;
	hiddenColumns: Set<number>;
	merges: Merge[];
}

/** Columns up to AZ. */
const mostColumns = 52;
const mostMerges = 20_000;
/** More than a list at its fullest. */
const mostCharacters = 16_000_000;
/** More than Excel lets into a cell. */
const mostOfCell = 40_000;

/**
 * Collects the cells with something in them. Formats far below, and rows or columns that were only drawn, cost nothing
 * but the time to read over them. Throws file_refused past `mostRows` rows with content.
 */
export function sheetCells(formats: NumberFormat[], mostRows: number): { cells: SheetCells; reader: XmlReader } {
	const cells: SheetCells = { rows: new Map(), hiddenRows: new Set(), hiddenColumns: new Set(), merges: [] };
	let [row, column, left] = [0, -1, mostCharacters];
	let [type, format, hidden] = ['n', 0, false];
	let parts: { value: string; text: string; formula: boolean } | undefined;
	let into: 'value' | 'text' | undefined;
	/** In the reading aid above Chinese or Japanese words. */
	let aid = false;

	function startCell(attributes: Record<string, string>): void {
		column = attributes.r === undefined ? column + 1 : columnOf(attributes.r);
		type = attributes.t ?? 'n';
		format = Number(attributes.s ?? 0);
		parts = { value: '', text: '', formula: false };
	}

	function endCell(): void {
		const cell = parts && cellOf(type, parts, formats[format]);
		parts = undefined;
		if (!cell) return;
		if (column >= mostColumns || row < 1) throw tooWide();
		const line = cells.rows.get(row) ?? new Map<number, SheetCell>();
		cells.rows.set(row, line.set(column, cell));
	}

	/** A row in which formulas come to nothing is empty: they are filled down far beyond what is meant. */
	function endRow(): void {
		const line = cells.rows.get(row);
		if (!line) return;
		if ([...line.values()].every((cell) => cell.kind === 'formula' && cell.empty)) cells.rows.delete(row);
		else if (hidden) cells.hiddenRows.add(row);
		if (cells.rows.size > mostRows) throw tooManyRows(mostRows);
	}

	const open: Record<string, (attributes: Record<string, string>) => void> = {
		row: ({ r, hidden: isHidden }) => {
			row = r === undefined ? row + 1 : rowOf(r);
			column = -1;
			hidden = isSet(isHidden);
		},
		c: startCell,
		f: () => {
			if (parts) parts.formula = true;
		},
		v: () => {
			into = 'value';
		},
		t: () => {
			into = 'text';
		},
		rPh: () => {
			aid = true;
		},
		col: ({ min = '1', max = min, hidden: isHidden }) => {
			if (!isSet(isHidden)) return;
			for (let nth = Number(min); nth <= Math.min(Number(max), mostColumns); nth++) cells.hiddenColumns.add(nth - 1);
		},
		mergeCell: ({ ref = '' }) => {
			if (cells.merges.length >= mostMerges) throw tooLarge();
			const merge = mergeOf(ref);
			if (merge) cells.merges.push(merge);
		},
	};
	const close: Record<string, () => void> = {
		c: endCell,
		row: endRow,
		v: () => {
			into = undefined;
		},
		t: () => {
			into = undefined;
		},
		rPh: () => {
			aid = false;
		},
	};
	const reader: XmlReader = {
		open: (name, attributes) => open[name]?.(attributes),
		close: (name) => close[name]?.(),
		text(text) {
			if (!parts || !into || aid || parts[into].length > mostOfCell) return;
			left -= text.length;
			if (left < 0) throw tooLarge();
			parts[into] += text;
		},
	};
	return { cells, reader };
}

function cellOf(
	type: string,
	{ value, text, formula }: { value: string; text: string; formula: boolean },
	format: NumberFormat = { kind: 'plain' },
): SheetCell | undefined {
	const trimmed = value.trim();
	if (formula) return { kind: 'formula', empty: trimmed === '' };
	if (type === 'inlineStr') return textCell(text);
	if (type === 'str') return textCell(value);
	if (trimmed === '') return undefined;
	if (type === 'e') return { kind: 'error' };
	if (type === 'b') return { kind: 'boolean', value: isSet(trimmed) };
	if (type === 'd') return { kind: 'day', text: trimmed };
	if (type === 's') return /^\d{1,9}$/.test(trimmed) ? { kind: 'shared', index: Number(trimmed) } : { kind: 'error' };
	const number = Number(trimmed);
	return Number.isFinite(number) ? { kind: 'number', number, format } : { kind: 'error' };
}

function textCell(text: string): SheetCell | undefined {
	return text.trim() === '' ? undefined : { kind: 'text', text: unescaped(text) };
}

/** Excel writes characters that XML cannot hold as `_x000D_`. */
export function unescaped(text: string): string {
	return text.replace(/_x([0-9a-f]{4})_/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function rowOf(r: string): number {
	if (!/^\d{1,7}$/.test(r)) throw tooWide();
	return Number(r);
}

function columnOf(address: string): number {
	const letters = /^\$?([A-Z]{1,3})\$?\d{1,7}$/i.exec(address)?.[1];
	if (!letters) throw tooWide();
	return columnNumber(letters.toUpperCase());
}

function mergeOf(ref: string): Merge | undefined {
	const [, left = '', top, right = '', bottom] = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(ref) ?? [];
	if (!left) return undefined;
	return { top: Number(top), bottom: Number(bottom), left: columnNumber(left), right: columnNumber(right) };
}

/** 0 for A, 26 for AA. */
function columnNumber(letters: string): number {
	return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** A for 0, AA for 26. */
export function columnLetters(number: number): string {
	const letter = String.fromCharCode(65 + (number % 26));
	return number < 26 ? letter : columnLetters(Math.floor(number / 26) - 1) + letter;
}
