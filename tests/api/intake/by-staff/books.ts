import { heads, workbookOf } from './lists.ts';

/** The XML of one cell without its address, and what belongs to it elsewhere in the workbook. */
type CellXml = string;

export const words = (text: string): CellXml => `<c t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
const blank: CellXml = '<c/>';

/** How a workbook differs from a plain one. */
export interface Book {
	/** Cells of the row below the heads, by head; what is left out is a good row's. */
	row?: Partial<Record<string, CellXml>>;
	/** Rows in place of the one. */
	rows?: Array<Partial<Record<string, CellXml>>>;
	/** XML of rows above the heads. */
	above?: string[];
	headsAs?: string[];
	/** XML of rows behind all others. */
	below?: string;
	/** Behind the rows: merged cells. */
	behind?: string;
	/** In front of the rows: columns. */
	front?: string;
	/** Codes of formats: the first is that of cells with s="1". */
	formats?: string[];
	/** Ids of formats that a file names by number alone, for the styles behind those. */
	builtIn?: number[];
	/** XML of the shared texts. */
	shared?: string[];
	from1904?: boolean;
	/** Attributes of sheets in front of the list. */
	before?: string[];
}

const good: Record<string, CellXml> = {
	'12345 编号': words('CY2026-1'),
	举报事项: words('无证开采'),
	'县（市）区': words('北票市'),
	地点: words('村北山坡'),
	发生日期: words('2026-03-01'),
	情况说明: words('来电人反映山坡上夜里有挖掘机挖矿。'),
	举报方式: words('匿名'),
};

const xml = 'http://schemas.openxmlformats.org';

/** A workbook as a program or a person might have written it. */
export function bookOf(book: Book): Buffer {
	const rows = (book.rows ?? [book.row ?? {}]).map((cells, nth) => {
		const all: Record<string, CellXml | undefined> = { ...good, '12345 编号': words(`CY2026-${nth + 1}`), ...cells };
		return `<row>${heads.map((head) => all[head] ?? blank).join('')}</row>`;
	});
	const above = (book.above ?? []).map((each) => `<row>${each}</row>`);
	const top = `<row>${(book.headsAs ?? heads).map(words).join('')}</row>`;
	const data = [...above, top, ...rows, book.below ?? ''].join('');
	const sheets = (book.before ?? []).map(
		(state, nth) => `<x:sheet name="前${nth}" sheetId="${nth + 5}" ${state} r:id="rIdB"/>`,
	);
	const related = ['<Relationship Id="rId1" Type="t/worksheet" Target="/xl/worksheets/sheet1.xml"/>'];
	related.push('<Relationship Id="rIdB" Type="t/worksheet" Target="worksheets/before.xml"/>');
	related.push('<Relationship Id="rIdS" Type="t/styles" Target="styles.xml"/>');
	if (book.shared) related.push('<Relationship Id="rIdT" Type="t/sharedStrings" Target="sharedStrings.xml"/>');
	return workbookOf('', {
		'xl/workbook.xml': {
			content: `<x:workbook xmlns:x="${xml}/spreadsheetml/2006/main" xmlns:r="${xml}/officeDocument/2006/relationships"><x:workbookPr date1904="${book.from1904 ? 1 : 0}"/><x:sheets>${sheets.join('')}<x:sheet name="清单" sheetId="1" r:id="rId1"/></x:sheets></x:workbook>`,
		},
		'xl/_rels/workbook.xml.rels': { content: `<Relationships>${related.join('')}</Relationships>` },
		'xl/worksheets/before.xml': { content: `<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>` },
		'xl/worksheets/sheet1.xml': {
			content: `<worksheet>${book.front ?? ''}<sheetData>${data}</sheetData>${book.behind ?? ''}</worksheet>`,
		},
		'xl/styles.xml': { content: styles(book) },
		...(book.shared && { 'xl/sharedStrings.xml': { content: `<sst>${book.shared.join('')}</sst>` } }),
	});
}

function styles({ formats = [], builtIn = [] }: Book): string {
	const codes = formats.map(
		(code, nth) =>
			`<numFmt numFmtId="${176 + nth}" formatCode="${code.replaceAll('"', '&quot;').replaceAll('<', '&lt;')}"/>`,
	);
	const ids = [0, ...formats.map((_, nth) => 176 + nth), ...builtIn];
	const xfs = ids.map((id) => `<xf numFmtId="${id}"/>`).join('');
	return `<styleSheet><numFmts>${codes.join('')}</numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs>${xfs}</cellXfs></styleSheet>`;
}
