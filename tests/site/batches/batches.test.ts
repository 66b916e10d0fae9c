import { describe, expect, it } from 'vitest';
import { checkChannels, numberCases } from '../../../content/checks/batches.ts';
import { loadContent } from '../../../content/load.ts';
import { batches, countBy } from '../../../site/batches/batches.ts';
import { countResults } from '../../../site/statistics/count-results.ts';

const { results, units } = loadContent('content');
const [first] = results;
if (!first) throw new Error('the demo results are needed here');
const withdrawn = { id: 'w-1', batch: 2, withdrawn: { day: '2026-10-01', reason: '决定被撤销' }, demo: true };
const standing = { ...first, id: 's-1', batch: 2, updates: [] };

describe('batches of results', () => {
	it('come newest first, each with its own cases in the order of their ids', () => {
		const numbers = batches([{ ...first, batch: 1 }, withdrawn, standing], []).map(({ number }) => number);
		expect(numbers).toEqual([2, 1]);
	});

	it('count a withdrawn case as theirs and do not show it', () => {
		const [batch] = batches([withdrawn, standing], []);
		expect(batch?.withdrawn.map(({ id }) => id)).toEqual(['w-1']);
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
		const gone = { ...withdrawn, id: 'r-2', batch: undefined };
		const cases = { results: [published], withdrawnResults: [gone] };
		numberCases({ batches: [{ ...cover, cases: ['r-1', 'r-2'] }], ...cases });
		expect([published.batch, gone.batch]).toEqual([7, 7]);
		expect(() => numberCases({ batches: [{ ...cover, id: '8' }], ...cases })).toThrow('已编入第7批');
		expect(() => numberCases({ batches: [cover], results: [], withdrawnResults: [] })).toThrow('没有登记');
	});

	it('say by which channels their cases came only when there are too many to point at one', () => {
		const channels = [{ name: '网上举报', count: 2 }];
		const cover = { id: '2', asOf: '2026-08-01T18:00:00+08:00', cases: [], channels, demo: true };
		const two = [standing, { ...standing, id: 's-2' }];
		expect(() => checkChannels({ batches: [cover], results: two, withdrawnResults: [] })).toThrow('不公布来源渠道');
		const three = [...two, { ...standing, id: 's-3' }];
		expect(() => checkChannels({ batches: [cover], results: three, withdrawnResults: [] })).not.toThrow();
		expect(batches(three, [cover])[0]?.channels).toEqual([...channels, { name: '其他', count: 1 }]);
		const more = [...channels, { name: '来信', count: 2 }];
		expect(() =>
			checkChannels({ batches: [{ ...cover, channels: more }], results: three, withdrawnResults: [] }),
		).toThrow('多于本批');
	});

	it('say nothing of channels any more once a case was withdrawn, which some of them would count', () => {
		const channels = [{ name: '网上举报', count: 3 }];
		const cover = { id: '2', asOf: '2026-08-01T18:00:00+08:00', cases: [], channels, demo: true };
		const two = [standing, { ...standing, id: 's-2' }];
		checkChannels({ batches: [cover], results: two, withdrawnResults: [withdrawn] });
		expect(batches([...two, withdrawn], [cover])[0]).toMatchObject({ channels: [], published: '2026-08-01' });
	});

	it('without a cover are dated by what still stands, or by the last withdrawal', () => {
		expect(batches([standing, withdrawn], [])[0]?.published).toBe(standing.published);
		expect(batches([withdrawn], [])[0]?.published).toBe('2026-10-01');
	});

	it('are totalled by a word', () => {
		expect(countBy([standing, standing, { ...standing, id: 's-2' }], ({ id }) => id)).toEqual([
			{ name: 's-1', count: 2 },
			{ name: 's-2', count: 1 },
		]);
	});
});

it('statistics list every county', () => {
	const counts = countResults([standing], units.counties);
	expect(counts).toHaveLength(units.counties.length);
	expect(counts.reduce((sum, { published }) => sum + published, 0)).toBe(1);
});
