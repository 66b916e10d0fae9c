import { describe, expect, it } from 'vitest';
import { loadContent } from '../../content/load.ts';
import { files, read } from './built-site.ts';
import { parseCsv } from './parse-csv.ts';

const reviewed = loadContent('content').results.find(({ underReview }) => underReview);
if (!reviewed?.underReview) throw new Error('a demo result that is checked again is needed here');
const { id, title, underReview } = reviewed;
const { since } = underReview;

interface Entry {
	id?: string;
	[key: string]: unknown;
}
const items = (name: string): Entry[] => (JSON.parse(read(`data/${name}.json`)) as { items: Entry[] }).items;
const text = (file: string) =>
	read(file)
		.replace(/<[^>]+>/g, ' ')
		.replace(/\s+/g, ' ');

describe('a published result whose case is opened again', () => {
	it('says so above what was published, with the day', () => {
		expect(text(`results/${id}/index.html`)).toContain(`复查中 （ ${since} 起） 本件正在重新核查，以下为原公布内容。`);
	});

	it('says so in the list, its batch and the feed', () => {
		expect(text('results/index.html')).toContain(`${title} 复查中`);
		expect(text(`results/batches/${reviewed.batch}/index.html`)).toContain(`（复查中，${since} 起）`);
		expect(read('results/rss.xml')).toContain(`${title}（复查中）`);
	});

	it('says so in the open data, and the log of changes names the day', () => {
		expect(items('results').find((item) => item.id === id)).toMatchObject({ underReview: { since } });
		const [head = [], ...rows] = parseCsv(read('data/results.csv'));
		expect(rows.map((row) => [row[0], row[head.indexOf('复查中')]]).filter(([, day]) => day)).toEqual([[id, since]]);
		expect(items('changes')).toContainEqual(expect.objectContaining({ id, day: since, kind: 'changed' }));
	});

	it('says so where search finds it', () => {
		const parts = files.filter((file) => /^search\/\d+\.json$/.test(file)).map(read);
		expect(parts.join()).toContain(`${title}（复查中）`);
	});
});
