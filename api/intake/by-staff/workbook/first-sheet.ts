import { posix } from 'node:path';
import { type NumberFormat, numberFormat } from './number-format.ts';
import { isSet, readXml } from './read-xml.ts';
import { notExcel } from './refusals.ts';
import { type SeenCell, type SheetCell, type SheetCells, sheetCells, unescaped } from './sheet-cells.ts';
import { directory, textOf, type ZipEntry } from './zip.ts';

/** The sheet that is seen first when the workbook is opened. */
export interface FirstSheet extends Omit<SheetCells, 'rows'> {
	rows: Map<number, Map<number, SeenCell>>;
	name: string;
	/** Days count from 1904, as the first Excel for Macs began. */
	from1904: boolean;
}

/** A million rows that were only drawn. */
const mostOfSheet = 128 * 1024 * 1024;
const mostOfRest = 8 * 1024 * 1024;
const mostFormats = 70_000;

/**
 * Reads the first visible sheet of a workbook, and nothing of the others: programs leave hidden ones in front. Memory
 * holds the cells of at most `mostRows` rows, however large the rest is. Throws file_refused.
 */
export async function firstSheet(bytes: Buffer, mostRows: number): Promise<FirstSheet> {
	const parts = new Map(directory(bytes).map((entry) => [entry.name, entry]));
	const pieces = (entry: ZipEntry, most: number) => textOf(bytes, entry, most);
	const { main, related } = await findMain(parts, pieces);
	const { sheets, from1904 } = await readWorkbook(pieces(main, mostOfRest));
	const first = sheets.find(({ hidden, id }) => !hidden && related.get(id)?.type === 'worksheet');
	const sheet = first && parts.get(related.get(first.id)?.target ?? '');
	if (!first || !sheet) throw notExcel();
	const ofType = (type: string) => [...related.values()].find((each) => each.type === type)?.target ?? '';
	const styles = parts.get(ofType('styles'));
	const formats = styles ? await readFormats(pieces(styles, mostOfRest)) : [];
	const { cells, reader } = sheetCells(formats, mostRows);
	await readXml(pieces(sheet, mostOfSheet), reader);
	const shared = parts.get(ofType('sharedStrings'));
	const rows = await withSharedTexts(cells, shared && pieces(shared, mostOfSheet));
	return { ...cells, rows, name: first.name, from1904 };
}

type XmlChunks = (entry: ZipEntry, most: number) => AsyncIterable<string>;
type Related = Map<string, { type: string; target: string }>;

/** The part that lists the sheets, and the parts it names. */
async function findMain(
	parts: Map<string, ZipEntry>,
	pieces: XmlChunks,
): Promise<{ main: ZipEntry; related: Related }> {
	const top = parts.get('_rels/.rels');
	const named = top ? await readRelated(pieces(top, mostOfRest), '') : new Map();
	const path = [...named.values()].find(({ type }) => type === 'officeDocument')?.target ?? 'xl/workbook.xml';
	const main = parts.get(path);
	const list = parts.get(posix.join(posix.dirname(path), '_rels', `${posix.basename(path)}.rels`));
	if (!main || !list) throw notExcel();
	return { main, related: await readRelated(pieces(list, mostOfRest), posix.dirname(path)) };
}

async function readRelated(pieces: AsyncIterable<string>, folder: string): Promise<Related> {
	const related: Related = new Map();
	await readXml(pieces, {
		open(name, { Id = '', Type = '', Target = '' }) {
			if (name !== 'Relationship') return;
			const target = Target.startsWith('/') ? Target.slice(1) : posix.join(folder, Target);
			related.set(Id, { type: Type.slice(Type.lastIndexOf('/') + 1), target: target.toLowerCase() });
		},
	});
	return related;
}

interface NamedSheet {
	name: string;
	/** Of its relationship. */
	id: string;
	hidden: boolean;
}

async function readWorkbook(pieces: AsyncIterable<string>): Promise<{ sheets: NamedSheet[]; from1904: boolean }> {
	const sheets: NamedSheet[] = [];
	let from1904 = false;
	await readXml(pieces, {
		open(name, attributes) {
			if (name === 'workbookPr') from1904 = isSet(attributes.date1904);
			if (name !== 'sheet') return;
			const { name: title = '', id = '', state = 'visible' } = attributes;
			sheets.push({ name: title, id, hidden: state !== 'visible' });
		},
	});
	return { sheets, from1904 };
}

/** The formats that cells name by their place. */
async function readFormats(pieces: AsyncIterable<string>): Promise<NumberFormat[]> {
	const codes = new Map<number, string>();
	const ids: number[] = [];
	let ofCells = false;
	await readXml(pieces, {
		open(name, { numFmtId = '0', formatCode = '' }) {
			if (name === 'numFmt') codes.set(Number(numFmtId), formatCode);
			if (name === 'cellXfs') ofCells = true;
			if (name === 'xf' && ofCells && ids.length < mostFormats) ids.push(Number(numFmtId));
		},
		close(name) {
			if (name === 'cellXfs') ofCells = false;
		},
	});
	const known = new Map<number, NumberFormat>();
	return ids.map((id) => {
		const format = known.get(id) ?? numberFormat(id, codes.get(id));
		known.set(id, format);
		return format;
	});
}

/** Texts stand in a part of their own; only those of this sheet are kept. */
async function withSharedTexts(
	{ rows }: SheetCells,
	pieces: AsyncIterable<string> | undefined,
): Promise<FirstSheet['rows']> {
	const cells = [...rows.values()].flatMap((line) => [...line.values()]);
	const texts = new Map(cells.flatMap((cell) => (cell.kind === 'shared' ? [[cell.index, ''] as const] : [])));
	if (texts.size > 0 && !pieces) throw notExcel();
	if (texts.size > 0 && pieces) await readTexts(pieces, texts);
	const resolved = (cell: SheetCell): SeenCell =>
		cell.kind === 'shared' ? { kind: 'text', text: unescaped(texts.get(cell.index) ?? '') } : cell;
	return new Map(
		[...rows].map(([row, line]) => [row, new Map([...line].map(([column, cell]) => [column, resolved(cell)]))]),
	);
}

async function readTexts(pieces: AsyncIterable<string>, wanted: Map<number, string>): Promise<void> {
	let [index, inText, aid] = [-1, false, false];
	await readXml(pieces, {
		open(name) {
			if (name === 'si') index += 1;
			if (name === 't') inText = true;
			if (name === 'rPh') aid = true;
		},
		close(name) {
			if (name === 't') inText = false;
			if (name === 'rPh') aid = false;
		},
		text(text) {
			const known = inText && !aid ? wanted.get(index) : undefined;
			if (known !== undefined && known.length < 40_000) wanted.set(index, known + text);
		},
	});
	if ([...wanted.keys()].some((each) => each > index)) throw notExcel();
}
