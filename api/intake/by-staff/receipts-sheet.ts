import type { Row } from 'write-excel-file/node';
import type { ImportedReport } from './import-list.ts';

const head = { fontWeight: 'bold', align: 'center', backgroundColor: '#e9f1ee' } as const;
const columns: ReadonlyArray<{ head: string; width: number; of: (imported: ImportedReport) => string }> = [
	{ head: '12345 编号', width: 24, of: ({ sourceNumber }) => sourceNumber },
	{ head: '受理编号', width: 18, of: ({ receipt }) => groupsOfFour(receipt.number) },
	{ head: '查询密码', width: 24, of: ({ receipt }) => groupsOfFour(receipt.secret) },
	{ head: '承办单位', width: 26, of: ({ receipt }) => receipt.unit },
	{ head: '回避县区', width: 20, of: ({ receipt }) => receipt.avoided.map(({ name }) => name).join('、') },
	{ head: '受理期限', width: 13, of: ({ receipt }) => receipt.acceptBy },
	{ head: '答复期限', width: 13, of: ({ receipt }) => receipt.replyBy },
];

/** The receipts of an import, for the 12345 line to tell its callers. */
export async function receiptsSheet(imported: ImportedReport[]): Promise<Buffer> {
	// Loaded when first needed: the portal starts sooner without it.
	const { default: writeExcel } = await import('write-excel-file/node');
	const rows: Row[] = [
		columns.map(({ head: value }) => ({ value, ...head })),
		...imported.map((each) => columns.map(({ of }) => ({ value: of(each), type: String, format: '@' }) as const)),
	];
	return writeExcel(rows, {
		sheet: '受理回执',
		columns: columns.map(({ width }) => ({ width })),
		stickyRowsCount: 1,
	}).toBuffer();
}

function groupsOfFour(digits: string): string {
	return digits.replace(/(\d{4})(?=\d)/g, '$1 ');
}
