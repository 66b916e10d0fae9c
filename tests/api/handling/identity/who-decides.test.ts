import { expect, test } from 'vitest';
import { whoDecides } from '../../../../api/handling/identity/who-decides.ts';

const city = 211300;
const county = 211381;
const land = '211381-natural-resources';
const all = [
	{ id: 'land', name: '', adcode: county, unit: land },
	{ id: 'ecology', name: '', adcode: county, unit: '211381-ecology' },
	{ id: 'county', name: '', adcode: county, unit: null },
	{ id: 'elsewhere', name: '', adcode: 211382, unit: null },
	{ id: 'city', name: '', adcode: city, unit: null },
	{ id: 'city-water', name: '', adcode: city, unit: '211300-water' },
];
const at = '2026-03-02T02:00:00Z';

interface Asked {
	report?: { adcode?: number | null; unitId?: string; bypassed?: boolean };
	among?: string[];
	officerId?: string;
	now?: string;
}

function decide({ report = {}, among, officerId = 'asker', now = at }: Asked): string[] {
	const approvers = all.filter(({ id }) => among?.includes(id) ?? true);
	const about = { adcode: county, unitId: land, bypassed: false, ...report };
	const circumstances = { city, approverHours: 4, now: new Date(now) };
	return whoDecides({ officerId, at }, about, approvers, circumstances).map(({ id }) => id);
}

test('the approvers of the unit decide; without any, those of the county; without any, those of the city', () => {
	expect(decide({})).toEqual(['land']);
	expect(decide({ among: ['ecology', 'county', 'elsewhere', 'city'] })).toEqual(['county']);
	expect(decide({ among: ['ecology', 'elsewhere', 'city', 'city-water'] })).toEqual(['city']);
});

test('after four hours those of the city decide as well', () => {
	expect(decide({ now: '2026-03-02T05:59:59Z' })).toEqual(['land']);
	expect(decide({ now: '2026-03-02T06:00:00Z' })).toEqual(['land', 'city']);
});

test('what is the city’s, not placed or by-passed is decided by the city’s approvers who may see it', () => {
	expect(decide({ report: { adcode: null, unitId: '211300-campaign-office' } })).toEqual(['city']);
	expect(decide({ report: { adcode: city, unitId: '211300-water' } })).toEqual(['city', 'city-water']);
	expect(decide({ report: { bypassed: true }, now: '2026-03-09T06:00:00Z' })).toEqual(['city']);
});

test('whoever asks never decides', () => {
	expect(decide({ officerId: 'land' })).toEqual(['county']);
});
