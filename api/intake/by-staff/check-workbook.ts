import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import { PortalError } from '../../errors.ts';
import { type CellFault, cellFaults } from './cell-faults.ts';

const inflate = promisify(inflateRaw);
const mostEntries = 200;
const mostBytes = 16 * 1024 * 1024;

/** A cell or row beyond column AZ or row 9999 would make the reader fill in all that lies before it. */
const ownAddress = /^(A?[A-Z])?\d{1,4}$/;
const addresses = /<(?:\w{1,20}:)?(?:c|row)\b[^<>]*?\sr\s*=\s*(["'])([^"'<>]{0,40})\1/g;

/** What is safe to hand to a reader of sheets, and the cells that it would read wrongly. */
export interface CheckedWorkbook {
	faults: CellFault[];
}

/** Refuses what is no Excel workbook, or one that would unpack to more than a list can be. Throws file_refused. */
export async function checkWorkbook(bytes: Buffer): Promise<CheckedWorkbook> {
	const entries = directory(bytes);
	if (!entries.some(({ name }) => name === 'xl/workbook.xml')) throw notExcel();
	let left = mostBytes;
	const faults: CellFault[] = [];
	for (const entry of entries) {
		const content = await unpack(bytes, entry, left);
		left -= content.length;
		if (!/^xl\/worksheets\/[^/]*\.xml$/.test(entry.name)) continue;
		const sheet = content.toString('utf8');
		for (const [, , address = ''] of sheet.matchAll(addresses)) if (!ownAddress.test(address)) throw tooWide();
		for (const fault of cellFaults(sheet)) faults.push(fault);
	}
	return { faults };
}

interface Entry {
	name: string;
	method: number;
	packed: number;
	unpacked: number;
	offset: number;
}

/** The directory at the end of a zip file. */
function directory(bytes: Buffer): Entry[] {
	const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
	if (end < 4 || end + 22 > bytes.length || bytes.readUInt32BE(0) !== 0x504b0304) throw notExcel();
	const count = bytes.readUInt16LE(end + 10);
	if (count > mostEntries) throw tooLarge();
	const entries: Entry[] = [];
	let at = bytes.readUInt32LE(end + 16);
	for (let nth = 0; nth < count; nth++) {
		if (at + 46 > bytes.length || bytes.readUInt32BE(at) !== 0x504b0102) throw notExcel();
		const nameLength = bytes.readUInt16LE(at + 28);
		entries.push({
			name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
			method: bytes.readUInt16LE(at + 10),
			packed: bytes.readUInt32LE(at + 20),
			unpacked: bytes.readUInt32LE(at + 24),
			offset: bytes.readUInt32LE(at + 42),
		});
		at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
	}
	return entries;
}

/** The sizes that the directory states must be the true ones, for the reader believes them. */
async function unpack(bytes: Buffer, entry: Entry, most: number): Promise<Buffer> {
	if (entry.unpacked > most) throw tooLarge();
	const head = entry.offset;
	if (head + 30 > bytes.length || bytes.readUInt32BE(head) !== 0x504b0304) throw notExcel();
	const start = head + 30 + bytes.readUInt16LE(head + 26) + bytes.readUInt16LE(head + 28);
	const packed = bytes.subarray(start, start + entry.packed);
	if (packed.length !== entry.packed || (entry.method !== 0 && entry.method !== 8)) throw notExcel();
	const content = entry.method === 0 ? packed : await inflateAtMost(packed, most);
	if (content.length !== entry.unpacked) throw notExcel();
	return content;
}

async function inflateAtMost(packed: Buffer, most: number): Promise<Buffer> {
	try {
		return await inflate(packed, { maxOutputLength: Math.max(most, 1) });
	} catch (error) {
		if (error instanceof RangeError) throw tooLarge();
		throw notExcel();
	}
}

export function notExcel(): PortalError {
	return new PortalError(
		'file_refused',
		'文件不是可以读取的 Excel 表格（.xlsx），请下载模板填写，未加密保存后再上传。',
	);
}

function tooLarge(): PortalError {
	return new PortalError('file_refused', '表格展开后过大，请只保留清单内容，删去图片和其他工作表后再上传。');
}

function tooWide(): PortalError {
	return new PortalError('file_refused', '表格的行或列超出清单范围，请下载模板，只在模板的各列内填写。');
}
