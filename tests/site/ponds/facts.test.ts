import { describe, expect, it } from 'vitest';
import { Pond } from '../../../content/schema/pond.ts';
import { fieldsOf } from '../../../site/data/schemas.ts';
import { factGroups, factsOf } from '../../../site/ponds/facts.ts';

const bare = Pond.parse({ id: 'a-1', name: '甲库', adcode: 211381, asOf: '2026-05-20', source: '公告' });

describe('the file of a pond', () => {
	it('shows numbers with their unit and codes in words', () => {
		const pond = {
			...bare,
			height: 40,
			capacity: 466.7,
			floodStandard: 200,
			status: 'in-use',
			riskLevel: 'D',
		} as const;
		const values = factsOf(pond, ['height', 'capacity', 'floodStandard', 'status', 'riskLevel']).map(
			({ value }) => value,
		);
		expect(values).toEqual(['40 m', '466.7 万m³', '200年一遇', '在用', 'D级（重大风险）']);
	});

	it('states nothing that was not published', () => {
		const facts = factGroups.flatMap(({ keys }) => factsOf(bare, keys));
		expect(facts.filter(({ value }) => value !== undefined)).toEqual([]);
	});

	it('calls nothing unpublished that does not apply to the pond', () => {
		const labels = (pond: Pond) => factGroups.flatMap(({ keys }) => factsOf(pond, keys)).map(({ label }) => label);
		expect(labels({ ...bare, status: 'in-use' })).not.toContain('闭库公告');
		expect(labels({ ...bare, status: 'closed' })).toContain('闭库公告');
		expect(labels({ ...bare, noOperator: true })).toContain('无生产经营主体');
	});

	it('gives the time of the last contact as Asia/Shanghai reads the clock', () => {
		const [fact] = factsOf({ ...bare, lastContact: '2026-05-20T20:30:00Z' }, ['lastContact']);
		expect(fact?.value).toBe('2026-05-21 04:30');
	});
});

it('every field of a pond has a name, a meaning and a source, and every measured number a unit', () => {
	const fields = fieldsOf('ponds');
	expect(fields.filter(({ key, title, description, source }) => title === key || !description || !source)).toEqual([]);
	const measured = fields.filter(({ key }) => /height|capacity|life|years|people|flood/i.test(key));
	expect(measured.length).toBeGreaterThan(7);
	expect(measured.filter(({ unit }) => !unit)).toEqual([]);
});
