import { describe, expect, it } from 'vitest';
import { jurisdictionOf, type Located } from '../../../../site/report/browser/locate-county.ts';

const beipiao = { adcode: 211381, name: '北票市' };
const chaoyang = { adcode: 211321, name: '朝阳县' };
const point = { lat: 41.8, lon: 120.77 };
const inside: Located = { county: beipiao, nearBorder: false, alternatives: [], point };
const border: Located = { county: beipiao, nearBorder: true, alternatives: [{ ...chaoyang, distanceM: 40 }], point };
const outside: Located = { county: null, nearBorder: false, alternatives: [], point };

describe('which county a place belongs to', () => {
	it('is certain well inside a county', () => {
		expect(jurisdictionOf([inside])).toEqual({ certain: true, counties: [beipiao] });
	});

	it('is for the reporter to say near a border', () => {
		expect(jurisdictionOf([border])).toEqual({ certain: false, counties: [beipiao, chaoyang] });
	});

	it('is nobody outside', () => {
		expect(jurisdictionOf([outside])).toEqual({ certain: false, counties: [] });
	});

	it('is certain for an unknown datum only when every reading agrees', () => {
		expect(jurisdictionOf([inside, inside, inside]).certain).toBe(true);
		expect(jurisdictionOf([inside, inside, outside]).certain).toBe(false);
		expect(jurisdictionOf([inside, border, inside]).counties).toEqual([beipiao, chaoyang]);
	});
});
