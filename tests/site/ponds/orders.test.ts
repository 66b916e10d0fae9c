import { describe, expect, it } from 'vitest';
import { Pond } from '../../../content/schema/pond.ts';
import { inOrder, pondOrders } from '../../../site/ponds/orders.ts';

const pond = (id: string, more: object) => ({
	pond: Pond.parse({ id, name: id, adcode: 211381, asOf: '2026-05-20', source: '公告', ...more }),
	county: undefined,
	findings: [],
});
const ponds = [
	pond('c', { height: 30, grade: 5 }),
	pond('b', { asOf: '2025-01-01' }),
	pond('a', { height: 80, grade: 3 }),
	pond('d', { height: 30, grade: 3 }),
];
const ids = (id: string) => {
	const order = pondOrders.find((each) => each.id === id);
	return order && inOrder(ponds, order).map(({ pond }) => pond.id);
};

describe('the list of ponds ordered without script', () => {
	it('puts the largest first, equal ones by name, and what was not published last', () => {
		expect(ids('grade')).toEqual(['a', 'd', 'c', 'b']);
		expect(ids('height')).toEqual(['a', 'c', 'd', 'b']);
	});

	it('puts the oldest data first', () => {
		expect(ids('date')?.[0]).toBe('b');
	});

	it('shows what it is ordered by', () => {
		const height = pondOrders.find(({ id }) => id === 'height');
		expect(ponds.map(({ pond }) => height?.column?.text(pond))).toEqual(['30 m', '未公布', '80 m', '30 m']);
	});
});
