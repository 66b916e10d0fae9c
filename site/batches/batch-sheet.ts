import writeExcel, { type CellObject, type Row } from 'write-excel-file/node';
import { content } from '../build/content.ts';
import { batchTitle } from '../results/batch-title.ts';
import { listedResults } from '../results/listed.ts';
import { batchColumns, batchOpening, batchTotals } from './batch-text.ts';
import { type Batch, batches } from './batches.ts';
import { timelessZip } from './timeless-zip.ts';

const border = { borderStyle: 'thin', borderColor: '#000000' } as const;
const centred = { align: 'center', alignVertical: 'center', wrap: true } as const;

const made = new Map<number, Promise<Buffer>>();

/** The sheet of a batch, made once per build: the page tells its size, the file is written from it. */
export function batchSheet(batch: Batch): Promise<Buffer> {
	const sheet = made.get(batch.number) ?? makeSheet(batch);
	made.set(batch.number, sheet);
	return sheet;
}

let gathered: Batch[] | undefined;

/** All batches, gathered once per build. */
export function allBatches(): Batch[] {
	gathered ??= batches(listedResults(), content().batches);
	return gathered;
}

/** Address of a batch's sheet from the portal's root. */
export const sheetPath = ({ number }: Pick<Batch, 'number'>): string => `results/batches/${number}.xlsx`;

/** A4 landscape: title, cover text, the table, then the news of earlier batches on a sheet of their own. */
async function makeSheet(batch: Batch): Promise<Buffer> {
	const title = `${batchTitle(batch)}${batch.demo ? '（演示数据）' : ''}`;
	const totals = batchTotals(batch).map(({ label, value }) => `${label}：${value}。`);
	const data: Row[] = [
		spread({ value: title, fontSize: 16, fontWeight: 'bold', height: 30, ...centred }),
		...[batchOpening(batch), ...totals].map((value) => spread({ value, align: 'left', wrap: true })),
		batchColumns.map(({ name }) => ({ value: name, fontWeight: 'bold', ...centred, ...border })),
		...batch.shown.map((result, index) =>
			batchColumns.map(({ value }) => ({
				value: value(result, index),
				wrap: true,
				alignVertical: 'top' as const,
				...border,
			})),
		),
	];
	const table = {
		data,
		sheet: `第${batch.number}批`,
		orientation: 'landscape' as const,
		columns: batchColumns.map(({ width }) => ({ width })),
	};
	const sheets = batch.earlier.length > 0 ? [table, newsSheet(batch)] : [table];
	return timelessZip(await writeExcel(sheets).toBuffer());
}

function newsSheet({ earlier }: Batch) {
	const head = ['批次', '编号', '日期', '进展'];
	const data: Row[] = [
		head.map((value) => ({ value, fontWeight: 'bold', ...centred, ...border })),
		...earlier.map(({ result, day, text }) =>
			[`第${result.batch}批`, result.id, day, text].map((value) => ({
				value,
				wrap: true,
				alignVertical: 'top' as const,
				...border,
			})),
		),
	];
	return {
		data,
		sheet: '以往批次进展',
		columns: [10, 18, 13, 60].map((width) => ({ width })),
	};
}

/** One cell across the whole sheet. */
function spread(cell: CellObject): Row {
	return [{ ...cell, columnSpan: batchColumns.length }, ...Array.from({ length: batchColumns.length - 1 }, () => null)];
}
