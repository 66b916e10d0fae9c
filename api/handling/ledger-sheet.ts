import writeExcel, { type CellObject, type Row } from 'write-excel-file/node';
import { type Ledger, ledgerHeads } from './ledger.ts';

const border = { borderStyle: 'thin', borderColor: '#000000' } as const;
const centred = { align: 'center', alignVertical: 'center', wrap: true } as const;
const columns = ledgerHeads.flatMap((group) => group.columns);

/** The ledger as an Excel sheet: A4 landscape, merged heads, serial numbers, the line of signatures. */
export function ledgerSheet(ledger: Ledger): Promise<Buffer> {
	const title = `${ledger.title}${ledger.demo ? '（演示数据）' : ''}`;
	const rows = [
		spread({ value: title, fontSize: 16, fontWeight: 'bold', height: 30, ...centred }),
		spread({ value: signatureLine(ledger), align: 'left' }),
		...heads(),
		...ledger.rows.map((row) =>
			row.map((value) => ({ value, wrap: true, alignVertical: 'center', ...border }) as const),
		),
	];
	return writeExcel(rows, {
		sheet: '台账',
		orientation: 'landscape',
		columns: columns.map(({ width }) => ({ width })),
		stickyRowsCount: 4,
	}).toBuffer();
}

/** 审核人 is left open: it is signed by hand. */
export function signatureLine({ signature: { unit, by, on } }: Ledger): string {
	return `填报单位：${unit}　　填报人：${by}　　审核人：　　　　　　填报时间：${on}`;
}

/** One cell across the whole sheet. */
function spread(cell: CellObject): Row {
	return [{ ...cell, columnSpan: columns.length }, ...Array.from({ length: columns.length - 1 }, () => null)];
}

function heads(): Row[] {
	const style = { fontWeight: 'bold', ...centred, ...border } as const;
	const upper = ledgerHeads.flatMap(({ head, columns }): Row => {
		const span = columns.length === 1 ? { rowSpan: 2 } : { columnSpan: columns.length };
		return [{ value: head, ...style, ...span }, ...columns.slice(1).map(() => null)];
	});
	const lower = ledgerHeads.flatMap(({ columns }): Row => {
		if (columns.length === 1) return [null];
		return columns.map(({ head }) => ({ value: head, ...style }));
	});
	return [upper, lower];
}
