import writeExcel, { type CellObject, type Row } from 'write-excel-file/node';
import { fitWidth } from './fit-width.ts';
import { cellValue, type OfficeTable, signatureLine, titleLine } from './office-table.ts';

const border = { borderStyle: 'thin', borderColor: '#000000' } as const;
const centred = { align: 'center', alignVertical: 'center', wrap: true } as const;

/** A table as an Excel sheet: A4 landscape, merged heads, the line of signatures. */
export function officeSheet(table: OfficeTable): Promise<Buffer> {
	const columns = table.heads.flatMap((group) => group.columns);
	/** One cell across the whole sheet. */
	const spread = (cell: CellObject): Row => [
		{ ...cell, columnSpan: columns.length },
		...Array.from({ length: columns.length - 1 }, () => null),
	];
	const rows = [
		spread({ value: titleLine(table), fontSize: 16, fontWeight: 'bold', height: 30, ...centred }),
		spread({ value: signatureLine(table), align: 'left' }),
		...headRows(table),
		...table.rows.map((row) =>
			row.map((value) => ({ value: cellValue(value), wrap: true, alignVertical: 'center', ...border }) as const),
		),
		...table.notes.map((value) => spread({ value, align: 'left', wrap: true })),
	];
	return writeExcel(
		rows,
		{
			sheet: table.sheet,
			orientation: 'landscape',
			columns: columns.map(({ width }) => ({ width })),
			stickyRowsCount: 4,
		},
		{ features: [fitWidth] },
	).toBuffer();
}

function headRows({ heads }: OfficeTable): Row[] {
	const style = { fontWeight: 'bold', ...centred, ...border } as const;
	const upper = heads.flatMap(({ head, columns }): Row => {
		const span = columns.length === 1 ? { rowSpan: 2 } : { columnSpan: columns.length };
		return [{ value: head, ...style, ...span }, ...columns.slice(1).map(() => null)];
	});
	const lower = heads.flatMap(({ columns }): Row => {
		if (columns.length === 1) return [null];
		return columns.map(({ head }) => ({ value: head, ...style }));
	});
	return [upper, lower];
}
