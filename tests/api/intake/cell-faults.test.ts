import { afterAll, beforeAll, expect, test } from 'vitest';
import writeExcel from 'write-excel-file/node';
import { cellFaults } from '../../../api/intake/by-staff/cell-faults.ts';
import { openTestPortal, type TestPortal } from '../portal.ts';
import { aRow, heads, sendList } from './lists.ts';

let portal: TestPortal;
beforeAll(async () => {
	portal = await openTestPortal();
});
afterAll(() => portal.remove());

const check = async (workbook: Buffer) => (await sendList(portal, 'import/check', workbook, {})).json;

/** Two good rows, with a cell merged over both of them. */
function merged(head: string, value: string): Promise<Buffer> {
	const rows = [aRow(), aRow()].map((row, nth) =>
		heads.map((name) => {
			if (name === head) return nth === 0 ? { value, rowSpan: 2 } : null;
			return row[name] === undefined ? null : { value: row[name] };
		}),
	);
	return writeExcel([heads.map((value) => ({ value })), ...rows] as never).toBuffer();
}

test('a yes to 涉及当地人员 that is merged over two rows is not lost in the second: it is named there', async () => {
	const { errors } = await check(await merged('涉及当地人员', '是'));
	expect(errors).toEqual([{ row: 3, column: '涉及当地人员', message: expect.stringContaining('合并') }]);
});

test.each(['县（市）区', '情况说明'])('so is any other merged cell: %s', async (head) => {
	const { errors } = await check(await merged(head, head === '情况说明' ? '两处山坡都在挖矿。' : '北票市'));
	expect(errors).toContainEqual({ row: 3, column: head, message: expect.stringContaining('合并') });
});

test.each([
	['<c r="K3" t="e"><v>#N/A</v></c>', 'K3', '错误值'],
	['<x:c t="e" s="4" r="AA12"><x:v>#REF!</x:v></x:c>', 'AA12', '错误值'],
	['<c r="B2"><f>VLOOKUP(A2,x,1)</f><v>1</v></c>', 'B2', '公式'],
	['<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>', 'B2', '公式'],
])('%s is named at its cell', (xml, address, words) => {
	expect(cellFaults(xml)).toEqual([{ address, message: expect.stringContaining(words) }]);
});

test('a merge over a block names all but its first cell, and one over a whole sheet ends', () => {
	const block = cellFaults('<mergeCells><mergeCell ref="B2:C3"/></mergeCells>');
	expect(block.map(({ address }) => address)).toEqual(['C2', 'B3', 'C3']);
	expect(cellFaults('<mergeCell ref="A1:XFD1048576"/>').length).toBeLessThan(100_000);
});
