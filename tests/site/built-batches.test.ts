import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import readExcel from 'read-excel-file/node';
import { describe, expect, inject, it } from 'vitest';
import { loadContent } from '../../content/load.ts';
import { read, siteDir } from './built-site.ts';

const { results } = loadContent('content');
const sheetFile = (number: number): Buffer => readFileSync(join(siteDir, `results/batches/${number}.xlsx`));

describe('the sheet of a batch', () => {
	it('opens in Excel in the form the public knows: title, cover text, ten columns, one line a case', async () => {
		const [sheet] = await readExcel(sheetFile(1));
		const rows = sheet?.data ?? [];
		expect(rows[0]?.[0]).toBe('第1批举报线索办理情况（演示数据）');
		expect(rows[1]?.[0]).toBe('截至2026年8月17日18时，本批公开举报线索办理情况 3 件。');
		const head = rows.findIndex(([first]) => first === '序号');
		expect(rows[head]).toEqual([
			'序号',
			'编号',
			'问题基本情况',
			'行政区域',
			'类型',
			'调查核实情况',
			'是否属实',
			'处理和整改情况',
			'办结情况',
			'责任人被处理情况',
		]);
		const cases = results.filter(({ batch }) => batch === 1).toSorted((a, b) => a.id.localeCompare(b.id));
		const lines = rows.slice(head + 1);
		expect(lines.map((line) => line.slice(0, 3))).toEqual(cases.map(({ id, problem }, i) => [i + 1, id, problem]));
		expect(lines[0]?.[8]).toBe('阶段性办结');
	});

	it('carries the news of earlier cases on a sheet of its own', async () => {
		const sheets = await readExcel(sheetFile(2));
		expect(sheets.map(({ sheet }) => sheet)).toEqual(['第2批', '以往批次进展']);
		expect(sheets[1]?.data[1]?.slice(0, 3)).toEqual(['第1批', 'demo-2026-001', '2026-09-15']);
	});

	it('is sent as what it is, so that a phone knows what opens it', async () => {
		const answer = await fetch(new URL('results/batches/1.xlsx', inject('url')));
		expect(answer.headers.get('content-type')).toContain('spreadsheetml.sheet');
	});

	it('is linked from the page of the batch with its size', () => {
		const size = Math.max(1, Math.round(sheetFile(1).length / 1024));
		expect(read('results/batches/1/index.html')).toMatch(
			new RegExp(`href="[^"]*results/batches/1\\.xlsx"[^>]*>下载 Excel 表格（${size} KB）`),
		);
	});
});

describe('the page of a batch', () => {
	it('gives the totals by county, channel, type, verdict and state of handling', () => {
		const text = read('results/batches/1/index.html').replace(/<[^>]+>/g, ' ');
		expect(text).toMatch(/来源渠道\s+网上举报 2 件、12345转办 1 件/);
		expect(text).toMatch(/办结情况\s+阶段性办结 1 件、已办结 2 件/);
	});

	it('does not say by which channel a single case came', () => {
		expect(read('results/batches/2/index.html')).not.toContain('来源渠道');
		expect(read('results/demo-2026-001/index.html')).not.toContain('网上举报');
	});
});
