import type { Row } from 'write-excel-file/node';
import { inGroups } from '../../../content/facts/digits.ts';
import type { ImportedReport } from './import-list.ts';
import type { RenewedReceipt } from './renew-receipts.ts';

const head = { fontWeight: 'bold', align: 'center', backgroundColor: '#e9f1ee' } as const;
interface Column<Item> {
	head: string;
	width: number;
	of: (item: Item) => string;
}

const columns: Array<Column<ImportedReport>> = [
	{ head: '12345 编号', width: 24, of: ({ sourceNumber }) => sourceNumber },
	{ head: '受理编号', width: 18, of: ({ receipt }) => inGroups(receipt.number) },
	{ head: '查询密码', width: 24, of: ({ receipt }) => inGroups(receipt.secret) },
	{ head: '承办单位', width: 26, of: ({ receipt }) => receipt.unit },
	{ head: '回避县区', width: 20, of: ({ receipt }) => receipt.avoided.map(({ name }) => name).join('、') },
	{ head: '受理期限', width: 13, of: ({ receipt }) => receipt.acceptBy },
	{ head: '答复期限', width: 13, of: ({ receipt }) => receipt.replyBy },
];

const renewedColumns: Array<Column<RenewedReceipt>> = [
	{ head: '12345 编号', width: 24, of: ({ sourceNumber }) => sourceNumber },
	{ head: '受理编号', width: 18, of: ({ number }) => inGroups(number) },
	{ head: '查询密码', width: 24, of: ({ secret }) => inGroups(secret ?? '') },
	{
		head: '说明',
		width: 60,
		of: ({ secret }) => (secret ? '新的查询密码，原密码作废' : '没有重新生成，原回执仍然有效，请来电人凭原回执查询'),
	},
];

/** The receipts of an import, for the 12345 line to tell its callers. */
export const receiptsSheet = (imported: ImportedReport[]): Promise<Buffer> => sheetOf(columns, imported);

/** Receipts that were made anew. */
export const renewedSheet = (renewed: RenewedReceipt[]): Promise<Buffer> => sheetOf(renewedColumns, renewed);

async function sheetOf<Item>(columns: ReadonlyArray<Column<Item>>, items: Item[]): Promise<Buffer> {
	// Loaded when first needed: the portal starts sooner without it.
	const { default: writeExcel } = await import('write-excel-file/node');
	const rows: Row[] = [
		columns.map(({ head: value }) => ({ value, ...head })),
		...items.map((each) => columns.map(({ of }) => ({ value: of(each), type: String, format: '@' }) as const)),
	];
	return writeExcel(rows, {
		sheet: '受理回执',
		columns: columns.map(({ width }) => ({ width })),
		stickyRowsCount: 1,
	}).toBuffer();
}
