import { describe, expect, it } from 'vitest';
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
		const numbers = batches([{ ...first, batch: 1 }, withdrawn, standing]).map(({ number }) => number);
		expect(numbers).toEqual([2, 1]);
	});

	it('count a withdrawn case as theirs and do not show it', () => {
		const [batch] = batches([withdrawn, standing]);
		expect(batch?.results).toHaveLength(2);
		expect(batch?.shown.map(({ id }) => id)).toEqual(['s-1']);
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
