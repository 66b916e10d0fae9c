import { describe, expect, it } from 'vitest';
import { loadContent } from '../../../content/load.ts';
import { batchColumns } from '../../../site/batches/batch-text.ts';
import { resultRow } from '../../../site/results/table.ts';

const [settled] = loadContent('content').results.filter(({ underReview }) => !underReview);
if (!settled) throw new Error('a demo result is needed here');
const since = '2026-11-16';
const reviewed = { ...settled, progress: 'concluded' as const, underReview: { since } };

describe('a published result whose case is opened again is marked', () => {
	it('in lists, with the day since when', () => {
		const row = resultRow(reviewed);
		expect(row[0]?.tags).toContainEqual({ text: '复查中' });
		expect(row[4]?.note).toBe(`复查中，${since} 起`);
		expect(resultRow(settled)[0]?.tags).not.toContainEqual({ text: '复查中' });
	});

	it('in the table of its batch, on the page and in the sheet', () => {
		const progress = batchColumns.find(({ name }) => name === '办结情况');
		expect(progress?.value(reviewed, 0)).toBe(`已办结（复查中，${since} 起）`);
		expect(progress?.value({ ...settled, progress: 'stage' }, 0)).toBe('阶段性办结');
	});

	it('no more once it is withdrawn', () => {
		const withdrawn = { ...reviewed, withdrawn: { day: since, reason: '结论有误' } };
		expect(JSON.stringify(resultRow(withdrawn))).not.toContain('复查中');
	});
});
