import { cellValue, type OfficeTable, signatureLine, titleLine } from './office-table.ts';

/** A table as a page that Word and WPS open and edit: A4 landscape, the same heads and lines as the sheet. */
export function officePage(table: OfficeTable): string {
	const title = inHtml(titleLine(table));
	const upper = table.heads
		.map(({ head, columns }) =>
			columns.length === 1
				? `<th rowspan="2">${inHtml(head)}</th>`
				: `<th colspan="${columns.length}">${inHtml(head)}</th>`,
		)
		.join('');
	const lower = table.heads
		.flatMap(({ columns }) => (columns.length === 1 ? [] : columns.map(({ head }) => `<th>${inHtml(head)}</th>`)))
		.join('');
	const lines = table.rows.map(
		(row) => `<tr>${row.map((cell) => `<td>${inHtml(String(cellValue(cell)))}</td>`).join('')}</tr>`,
	);
	return `<!DOCTYPE html>
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
<p>${inHtml(signatureLine(table))}</p>
<table>
<thead><tr>${upper}</tr><tr>${lower}</tr></thead>
<tbody>
${lines.join('\n')}
</tbody>
</table>
${table.notes.map((note) => `<p>${inHtml(note)}</p>`).join('\n')}
</body>
</html>
`;
}

function inHtml(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
