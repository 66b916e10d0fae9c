import { expect, test } from 'vitest';
import { areaName, areaOf, officeName } from '../../../content/facts/area-name.ts';
import { categoryName, countyOf, deskName, townName, unitName, unitOf } from '../../../content/facts/look-up.ts';
import { loadContent } from '../../../content/load.ts';

const content = loadContent('content');
const [county, unit, category, town] = [
	content.units.counties[0],
	content.units.units[0],
	content.categories[0],
	content.areas.towns[0],
];

test('areas, offices, categories and towns are called as the content names them', () => {
	expect(areaName(content, county?.adcode ?? 0)).toBe(county?.name);
	expect(areaName(content, content.units.city.adcode)).toBe(content.units.city.name);
	expect(unitName(content, unit?.id ?? '')).toBe(unit?.name);
	expect(officeName(content, { adcode: county?.adcode ?? 0, unit: unit?.id ?? '' })).toBe(unit?.name);
	expect(categoryName(content, category?.id ?? '')).toBe(category?.name);
	expect(townName(content, town?.code ?? '')).toBe(town?.name);
	expect(deskName(content)).toBe(unitOf(content, content.units.city.desk)?.name);
});

test('what is no longer listed is called by its id', () => {
	expect(areaName(content, 999999)).toBe('999999');
	expect(unitName(content, 'gone')).toBe('gone');
	expect(categoryName(content, 'gone')).toBe('gone');
	expect(townName(content, 'gone')).toBe('gone');
	expect(officeName(content, { adcode: county?.adcode ?? 0, unit: null })).toBe(county?.name);
});

test('the city is an area and no county', () => {
	const { adcode } = content.units.city;
	expect(areaOf(content, adcode)?.adcode).toBe(adcode);
	expect(countyOf(content, adcode)).toBeUndefined();
});
