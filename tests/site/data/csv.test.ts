import { describe, expect, it } from 'vitest';
import { toCsv } from '../../../site/data/csv.ts';
import { parseCsv } from '../parse-csv.ts';

describe('a table for Excel', () => {
	it('comes back as it was, with quotes, commas and line breaks', () => {
		const rows = [['一号库', '他说“好”, "真的"', '第一行\n第二行', '']];
		expect(parseCsv(toCsv(['名称', '备注', '说明', '空'], rows))).toEqual([['名称', '备注', '说明', '空'], ...rows]);
	});

	it('starts with the mark by which Excel knows UTF-8', () => {
		expect(toCsv(['名称'], []).charCodeAt(0)).toBe(0xfeff);
	});

	it('never hands Excel a formula, but leaves negative numbers numbers', () => {
		expect(toCsv(['a', 'b', 'c'], [['=1+1', '@cmd', -3]])).toContain("'=1+1,'@cmd,-3");
	});

	it('says yes and no in Chinese and nothing for what was not published', () => {
		expect(toCsv(['a', 'b', 'c'], [[true, false, undefined]])).toContain('是,否,\r\n');
	});
});
