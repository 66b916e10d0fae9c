import { expect, it } from 'vitest';
import { files, read } from './built-site.ts';

const pictures = ['收到件数', '按期率', '查实件数', '满意度'];
const columns = ['收到', '受理', '逾期未办结', '按期率', '办结', '查实', '满意度'];
const months = files.filter((file) => /^statistics\/\d{4}-\d{2}\/index\.html$/.test(file));
const counties = files.filter((file) => /^counties\/[a-z]+\/index\.html$/.test(file));

it.each(['statistics/index.html', ...months.slice(0, 1), ...counties.slice(0, 1)])(
	'%s draws each figure and has it in the table under the pictures',
	(file) => {
		const html = read(file);
		const charts = html.indexOf('class="charts"');
		const table = html.indexOf('<table', charts);
		const drawn = html.slice(charts, table);
		expect(pictures.filter((picture) => !drawn.includes(picture))).toEqual([]);
		expect(drawn.match(/<rect class="bar-value"/g)?.length).toBeGreaterThan(2);
		const under = html.slice(table, html.indexOf('</table>', table));
		expect(columns.filter((column) => !under.includes(`data-label="${column}"`))).toEqual([]);
	},
);
