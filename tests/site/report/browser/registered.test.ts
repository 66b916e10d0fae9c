import { describe, expect, it } from 'vitest';
import { answersFor, findRegistered, placeLabel, type Registered } from '../../../../site/report/browser/registered.ts';

const pond = (more: Partial<Registered>): Registered => ({
	kind: 'pond',
	id: 'x',
	name: '甲尾矿库',
	otherNames: [],
	adcode: 211381,
	county: '北票市',
	...more,
});
const mine = pond({
	kind: 'mine',
	id: 'm',
	name: '宝国铁矿（黑山）',
	otherNames: ['Baoguo Iron Mine'],
	point: { lat: 42.1, lon: 120.8 },
	source: '某处，2024-11-25',
});
const all = [
	pond({ id: 'a', name: '东沟尾矿库', company: '宝国铁矿', town: '宝国老镇' }),
	pond({ id: 'b', name: '宝国选厂尾矿库', otherNames: ['老库'] }),
	pond({ id: 'c', name: '凌河尾矿库', county: '凌源市' }),
	mine,
];
const ids = (typed: string) => findRegistered(all, typed, 8).map(({ id }) => id);

describe('finding a registered pond or mine', () => {
	it('puts names that begin with what was typed first', () => {
		expect(ids('宝国')).toEqual(['b', 'm', 'a']);
	});

	it('finds by other name, company, county, and by several words', () => {
		expect(ids('老库')).toEqual(['b']);
		expect(ids('宝国老镇 东沟')).toEqual(['a']);
		expect(ids(' 凌源市 ')).toEqual(['c']);
		expect(ids('没有')).toEqual([]);
		expect(ids('')).toEqual([]);
	});

	it('takes brackets of either width and letters of either case', () => {
		expect(ids('宝国铁矿(黑山)')).toEqual(['m']);
		expect(ids('ｂａｏｇｕｏ iron')).toEqual(['m']);
	});
});

describe('a choice fills in the place', () => {
	it('by its published point', () => {
		expect(answersFor(pond({ point: { lat: 41.5, lon: 120.5 } }))).toMatchObject({
			pondId: 'x',
			placeWay: 'typed',
			coordinates: '41.5, 120.5',
			datum: 'wgs84',
		});
	});

	it('in words where no point is published', () => {
		expect(answersFor(pond({ town: '宝国老镇', village: '某村' }))).toMatchObject({
			placeWay: 'words',
			county: '211381',
			town: '宝国老镇',
			place: '某村 甲尾矿库',
		});
		expect(placeLabel(pond({ town: '宝国老镇' }))).toBe('北票市 宝国老镇');
	});

	it('of a mine by name and point, never as a pond, with its source beside it', () => {
		expect(answersFor(mine)).toMatchObject({
			pondId: '',
			mineId: 'm',
			pondName: mine.name,
			registeredCounty: '211381',
			place: mine.name,
			placeWay: 'typed',
		});
		expect(placeLabel(mine)).toBe('矿山 北票市，来源：某处，2024-11-25');
	});
});
