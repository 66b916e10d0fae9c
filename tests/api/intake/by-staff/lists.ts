import { crc32, deflateRawSync } from 'node:zlib';
import writeExcel, { type Row } from 'write-excel-file/node';
import { importColumns } from '../../../../api/intake/by-staff/import-columns.ts';
import type { TestPortal } from '../../portal.ts';

export const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export const heads: string[] = importColumns.map(({ head }) => head);

export type Cells = Record<string, string | number | boolean | Date>;

let made = 0;

/** A good row with a number of its own. */
export function aRow(changes: Cells = {}): Cells {
	made += 1;
	return {
		'12345 编号': `CY2026-${String(made).padStart(6, '0')}`,
		举报事项: '无证开采',
		'县（市）区': '北票市',
		地点: '村北山坡',
		发生日期: '2026-03-01',
		情况说明: '来电人反映山坡上夜里有挖掘机挖矿。',
		举报方式: '匿名',
		...changes,
	};
}

/** The rows as an Excel file under the heads of the template. */
export function listOf(rows: Cells[], columns = heads): Promise<Buffer> {
	const cells = rows.map((row): Row => columns.map((head) => (row[head] === undefined ? null : cellOf(row[head]))));
	return writeExcel([columns.map((value) => ({ value })), ...cells]).toBuffer();
}

function cellOf(value: Cells[string]) {
	return value instanceof Date ? { value, format: 'yyyy-mm-dd' } : { value };
}

/** A zip file as written, with the sizes its directory states. */
export function zipOf(files: Record<string, { content: Buffer | string; statedSize?: number }>): Buffer {
	const parts: Buffer[] = [];
	const entries: Buffer[] = [];
	let offset = 0;
	for (const [name, { content, statedSize }] of Object.entries(files)) {
		const bytes = Buffer.from(content);
		const packed = deflateRawSync(bytes, { level: 9 });
		const about = Buffer.alloc(26);
		about.writeUInt16LE(20, 0);
		about.writeUInt16LE(8, 4);
		about.writeUInt32LE(crc32(bytes), 10);
		about.writeUInt32LE(packed.length, 14);
		about.writeUInt32LE(statedSize ?? bytes.length, 18);
		about.writeUInt16LE(Buffer.byteLength(name), 22);
		const local = Buffer.concat([Buffer.from('PK\x03\x04'), about, Buffer.from(name), packed]);
		const tail = Buffer.alloc(14);
		tail.writeUInt32LE(offset, 10);
		entries.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), about, tail, Buffer.from(name)]));
		parts.push(local);
		offset += local.length;
	}
	const end = Buffer.alloc(18);
	end.writeUInt16LE(entries.length, 4);
	end.writeUInt16LE(entries.length, 6);
	end.writeUInt32LE(Buffer.concat(entries).length, 8);
	end.writeUInt32LE(offset, 12);
	return Buffer.concat([...parts, ...entries, Buffer.from('PK\x05\x06'), end]);
}

/** A workbook around the XML of one sheet, with what else shall be in the archive. */
export function workbookOf(sheetData: string, more: Parameters<typeof zipOf>[0] = {}): Buffer {
	const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
	const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
	return zipOf({
		'xl/workbook.xml': {
			content: `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		},
		'xl/_rels/workbook.xml.rels': {
			content: `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
		},
		'xl/worksheets/sheet1.xml': {
			content: `<worksheet xmlns="${main}"><sheetData>${sheetData}</sheetData></worksheet>`,
		},
		...more,
	});
}

/** Sends a file to an import route as an officer. */
export async function sendList(
	portal: TestPortal,
	path: 'import' | 'import/check',
	bytes: Buffer,
	{ username = 'beipiao', key, type = sheetType }: { username?: string; key?: string; type?: string } = {},
) {
	const request = new Request(new URL(`api/staff/${path}`, portal.staff.siteUrl), {
		method: 'POST',
		headers: {
			'content-type': type,
			cookie: await portal.signIn(username),
			...(key !== undefined && { 'idempotency-key': key }),
		},
		body: new Uint8Array(bytes),
	});
	const response = await portal.web.fetch(request, { incoming: { socket: { remoteAddress: '127.0.0.1' } } });
	const answer = await response.arrayBuffer();
	const isJson = response.headers.get('content-type')?.includes('json') ?? false;
	return {
		status: response.status,
		headers: response.headers,
		bytes: answer,
		json: isJson ? JSON.parse(Buffer.from(answer).toString('utf8')) : null,
	};
}
