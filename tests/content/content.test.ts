import { expect, test } from 'vitest';
import { locator } from '../../api/routing/locate.ts';
import { loadContent } from '../../content/load.ts';

const content = loadContent('content');

test('the content that is shipped loads', () => {
	expect(content.units.counties.map((county) => county.adcode).sort()).toEqual([
		211302, 211303, 211321, 211322, 211324, 211381, 211382,
	]);
	expect(content.areas.towns).toHaveLength(163);
	expect(content.guidance.map((page) => page.id)).toEqual([
		'how-to-report',
		'after-report',
		'privacy',
		'data',
		'accessibility',
		'about',
	]);
});

test('the eight kinds of illegal mining are working rules, never stated as fact', () => {
	const kinds = content.categories.filter((category) => category.group === 'illegal-mining');
	expect(kinds).toHaveLength(8);
	expect(new Set(kinds.map((kind) => kind.standing))).toEqual(new Set(['working']));
	expect(kinds.filter((kind) => kind.department === 'water').map((kind) => kind.name)).toEqual(['河道非法采砂取土']);
});

test('acts before 2025-07-01 fall under the earlier law and later ones under the revision, with no gap', () => {
	const mining = content.categories.flatMap((category) =>
		category.basis.filter((basis) => basis.law.startsWith('中华人民共和国矿产资源法')),
	);
	for (const basis of mining) {
		expect([basis.from, basis.to]).toEqual(
			basis.law.includes('2024') ? ['2025-07-01', undefined] : [undefined, '2025-06-30'],
		);
	}
	expect(mining.length).toBeGreaterThan(0);
});

test('the campaign has its eight actions in order, its targets and no present value that nobody published', () => {
	expect(content.campaign.actions.map((action) => action.order)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
	expect(content.campaign.targets.map((target) => target.goal)).toEqual([35, 90, 100, 5.59]);
	expect(content.campaign.targets.filter((target) => target.present)).toEqual([]);
});

test('only nationwide lines are given as telephone numbers', () => {
	expect(content.site.hotlines.map((line) => line.number).sort()).toEqual(['110', '12336', '12345', '12350', '12369']);
	expect(content.units.units.filter((unit) => unit.phone || unit.email)).toEqual([]);
	expect(content.ponds.filter((pond) => pond.phone)).toEqual([]);
});

test('everything that is made up says so, and the one real pond does not', () => {
	expect(content.ponds.filter((pond) => !pond.demo).map((pond) => pond.id)).toEqual(['lingang-baoguo']);
	expect(content.ponds.filter((pond) => pond.demo)).toHaveLength(12);
	for (const pond of content.ponds.filter((pond) => pond.demo)) {
		expect(pond.name).toContain('演示');
		expect(pond.source).toBe('演示数据');
		expect(pond.creditCode).toBeUndefined();
	}
	expect(content.results.every((result) => result.demo && result.title.startsWith('演示案件'))).toBe(true);
	expect(content.notices.every((notice) => notice.demo && notice.title.startsWith('演示'))).toBe(true);
});

test('mines are those of a named source with its licence and day, each in the county that its point lies in', () => {
	const countyAt = locator(content);
	expect(content.mines.map((mine) => mine.id)).toEqual(['baoguo-tiedanshan', 'shuangfeng']);
	for (const mine of content.mines) {
		expect(countyAt(mine.point)).toMatchObject({ county: { adcode: mine.adcode }, nearBorder: false });
		expect(mine).toMatchObject({ source: 'Global Energy Monitor', licence: 'CC BY 4.0', asOf: '2024-11-25' });
	}
});

test('a notice and its explanation link to each other', () => {
	for (const notice of content.notices) {
		for (const id of notice.related) {
			expect(content.notices.find((other) => other.id === id)?.related).toContain(notice.id);
		}
	}
});

test('demo results name units that exist', () => {
	const names = content.units.units.map((unit) => unit.name);
	for (const result of content.results) expect(names).toContain(result.unit);
});
