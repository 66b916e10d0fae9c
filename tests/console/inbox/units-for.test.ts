import { expect, test } from 'vitest';
import { unitsFor } from '../../../site/console/inbox/units-for.ts';

const names = {
	city: { adcode: 1, name: '市' },
	units: [
		{ id: 'city-office', name: '市局', adcode: 1 },
		{ id: 'county-office', name: '县局', adcode: 2 },
	],
};
const ids = (...bypassed: boolean[]) =>
	unitsFor(
		bypassed.map((each) => ({ bypassed: each })),
		names,
	).map(({ id }) => id);

test('several reports may go to any unit, unless one of them by-passes a county: then to the city alone', () => {
	expect(ids(false, false)).toEqual(['city-office', 'county-office']);
	expect(ids(false, true)).toEqual(['city-office']);
});

test('before the names are here there is nothing to choose', () => {
	expect(unitsFor([{ bypassed: false }], null)).toEqual([]);
});
