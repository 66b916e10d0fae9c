import { describe, expect, it } from 'vitest';
import { packPonds, unpackPonds } from '../../../../site/ponds/browser/packed.ts';
import { type Choice, type PondRow, selectPonds } from '../../../../site/ponds/browser/select.ts';

const row = (id: string, more: Partial<PondRow>): PondRow => ({
	id,
	name: id,
	county: '北票市',
	town: '',
	status: '在用',
	grade: 5,
	monitoring: '已联网',
	overhead: false,
	findings: 0,
	demo: true,
	...more,
});
const ponds = [
	row('a', { grade: 0, findings: 1 }),
	row('b', { county: '凌源市', grade: 3, alarm: { name: '黄色预警', kind: 'tag-yellow' } }),
	row('c', { overhead: true, findings: 4 }),
];
const all: Choice = { words: '', county: '', status: '', grade: '', monitoring: '', other: '', sort: 'county' };
const ids = (choice: Partial<Choice>) => selectPonds(ponds, { ...all, ...choice }).map(({ id }) => id);

describe('the list of ponds with script', () => {
	it('shows everything in the order of the counties until something is chosen', () => {
		expect(ids({})).toEqual(['a', 'b', 'c']);
	});

	it('joins all conditions', () => {
		expect(ids({ county: '北票市', other: 'finding' })).toEqual(['a', 'c']);
		expect(ids({ words: '凌源 b' })).toEqual(['b']);
		expect(ids({ status: '停用' })).toEqual([]);
		expect(ids({ grade: '五等', monitoring: '已联网' })).toEqual(['c']);
		expect(ids({ other: 'alarm' })).toEqual(['b']);
	});

	it('puts the largest grade first and unpublished grades last', () => {
		expect(ids({ sort: 'grade' })).toEqual(['b', 'c', 'a']);
	});

	it('puts most findings first', () => {
		expect(ids({ sort: 'findings' })).toEqual(['c', 'a', 'b']);
	});
});

it('what a phone loads is the same ponds, written shorter', () => {
	const packed = packPonds(ponds);
	expect(unpackPonds(JSON.parse(JSON.stringify(packed)))).toEqual(ponds);
	const many = Array.from({ length: 100 }, () => ponds).flat();
	expect(JSON.stringify(packPonds(many)).length).toBeLessThan(JSON.stringify(many).length / 2);
});
