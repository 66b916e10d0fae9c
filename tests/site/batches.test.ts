import { describe, expect, it } from 'vitest';
import { checkChannels, numberCases } from '../../content/batches.ts';
import { loadContent } from '../../content/load.ts';
import { batches, countBy } from '../../site/results/batches.ts';
import { countResults } from '../../site/results/statistics.ts';

const { results, units } = loadContent('content');
const [first] = results;
if (!first) throw new Error('the demo results are needed here');
const withdrawn = { ...first, id: 'w-1', batch: 2, withdrawn: { day: '2026-10-01', reason: '决定被撤销' } };
const standing = { ...first, id: 's-1', batch: 2, updates: [] };

describe('batches of results', () => {
	it('come newest first, each with its own cases in the order of their ids', () => {
		const numbers = batches([{ ...first, batch: 1 }, withdrawn, standing], []).map(({ number }) => number);
		expect(numbers).toEqual([2, 1]);
	});

	it('count a withdrawn case as theirs and do not show it', () => {
		const [batch] = batches([withdrawn, standing], []);
		expect(batch?.results).toHaveLength(2);
		expect(batch?.shown.map(({ id }) => id)).toEqual(['s-1']);
	});

	it('carry what became known of earlier cases since the batch before, and nothing twice', () => {
		const cover = { cases: [], channels: [], demo: true };
		const covers = [
			{ ...cover, id: '2', asOf: '2026-08-01T18:00:00+08:00' },
			{ ...cover, id: '3', asOf: '2026-09-01T09:30:00+08:00' },
		];
		const news = ['2026-07-30', '2026-08-20', '2026-09-02'].map((day) => ({ day, text: day }));
		const cases = [1, 2, 3].map((batch) => ({
			...first,
			published: '2026-06-02',
			id: `c-${batch}`,
			batch,
			updates: batch === 1 ? news : [],
		}));
		const [third, second, opening] = batches(cases, covers);
		expect(third?.earlier.map(({ day }) => day)).toEqual(['2026-08-20']);
		expect(second?.earlier.map(({ day }) => day)).toEqual(['2026-07-30']);
		expect(opening?.earlier).toEqual([]);
		expect(third?.asOf).toBe('2026年9月1日9时');
		expect([opening, second, third].map((batch) => batch?.total)).toEqual([1, 2, 3]);
	});

	it('take in the cases that their cover names, each in one batch only', () => {
		const published = { ...first, id: 'r-1', batch: undefined };
		const cover = { id: '7', asOf: '2026-08-01T18:00:00+08:00', cases: ['r-1'], channels: [], demo: true };
		numberCases({ batches: [cover], results: [published] });
		expect(published.batch).toBe(7);
		expect(() => numberCases({ batches: [{ ...cover, id: '8' }], results: [published] })).toThrow('已编入第7批');
		expect(() => numberCases({ batches: [cover], results: [] })).toThrow('没有登记');
	});

	it('say by which channels their cases came only when there are too many to point at one', () => {
		const channels = [{ name: '网上举报', count: 2 }];
		const cover = { id: '2', asOf: '2026-08-01T18:00:00+08:00', cases: [], channels, demo: true };
		const two = [standing, { ...standing, id: 's-2' }];
		expect(() => checkChannels({ batches: [cover], results: two })).toThrow('不公布来源渠道');
		const three = [...two, { ...standing, id: 's-3' }];
		expect(() => checkChannels({ batches: [cover], results: three })).not.toThrow();
		expect(batches(three, [cover])[0]?.channels).toEqual([...channels, { name: '其他', count: 1 }]);
		const more = [...channels, { name: '来信', count: 2 }];
		expect(() => checkChannels({ batches: [{ ...cover, channels: more }], results: three })).toThrow('多于本批');
	});

	it('are totalled by a word', () => {
		expect(countBy([standing, standing, withdrawn], ({ id }) => id)).toEqual([
			{ name: 's-1', count: 2 },
			{ name: 'w-1', count: 1 },
		]);
	});
});

it('statistics list every county, and a withdrawn result counts nowhere', () => {
	const counts = countResults([withdrawn, standing], units.counties);
	expect(counts).toHaveLength(units.counties.length);
	expect(counts.reduce((sum, { published }) => sum + published, 0)).toBe(1);
});
