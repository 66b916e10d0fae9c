import { html } from 'hono/html';
import { cellValue, type OfficeTable, signatureLine, titleLine } from './office-table.ts';

/** A table as a page that Word and WPS open and edit: A4 landscape, the same heads and lines as the sheet. */
export function officePage(table: OfficeTable): string {
	const title = titleLine(table);
	const upper = table.heads.map(({ head, columns }) =>
		columns.length === 1 ? html`<th rowspan="2">${head}</th>` : html`<th colspan="${columns.length}">${head}</th>`,
	);
	const lower = table.heads.flatMap(({ columns }) =>
		columns.length === 1 ? [] : columns.map(({ head }) => html`<th>${head}</th>`),
	);
	const lines = table.rows.map(
		(row) => html`<tr>${row.map((cell) => html`<td>${String(cellValue(cell))}</td>`)}</tr>\n`,
	);
	return String(html`<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>${title}</title>
<style>
@page { size: 297mm 210mm; margin: 15mm; }
body { font-family: SimSun, 宋体, serif; font-size: 10.5pt; }
h1 { font-size: 16pt; text-align: center; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 0.5pt solid #000; padding: 2pt 4pt; }
</style>
</head>
<body>
<h1>${title}</h1>
<p>${signatureLine(table)}</p>
<table>
<thead><tr>${upper}</tr><tr>${lower}</tr></thead>
<tbody>
${lines}</tbody>
</table>
${table.notes.map((note) => html`<p>${note}</p>\n`)}</body>
</html>
`);
}
