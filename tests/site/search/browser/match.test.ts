import { describe, expect, it } from 'vitest';
import { type SearchEntry, search } from '../../../../site/search/browser/match.ts';

const entry = (title: string, text = ''): SearchEntry => ({ title, text, path: `${title}/`, kind: '页' });
const entries = [
	entry('凌钢北票保国铁矿选厂尾矿库', '北票市 铁矿'),
	entry('越界越层开采', '有证，但挖到了划定范围以外'),
	entry('北票市', '城关街道 宝国老镇 黑城子镇'),
	entry('怎样举报', '可以匿名。尾矿库出现险情，先拨打12350'),
	entry('矿山治污专项行动', '废水、扬尘'),
];
const titles = (query: string) => search(entries, query).map(({ title }) => title);

describe('a search', () => {
	it('finds a word in a title before the same word in a text', () => {
		expect(titles('尾矿库')).toEqual(['凌钢北票保国铁矿选厂尾矿库', '怎样举报']);
	});

	it('finds a township by the county that it lies in', () => {
		expect(titles('宝国老镇')[0]).toBe('北票市');
	});

	it('finds a half-typed name', () => {
		expect(titles('保国铁')).toEqual(['凌钢北票保国铁矿选厂尾矿库']);
	});

	it('finds a phrase whose words stand apart in the official name', () => {
		expect(titles('越界开采')[0]).toBe('越界越层开采');
	});

	it('asks that every word be found', () => {
		expect(titles('北票 尾矿库')).toEqual(['凌钢北票保国铁矿选厂尾矿库']);
		expect(titles('北票 扬尘')).toEqual([]);
	});

	it('takes full-width digits and letters for what they are', () => {
		expect(titles('１２３５０')).toEqual(['怎样举报']);
	});

	it('answers nothing to nothing and to what is not there', () => {
		expect(titles('  ')).toEqual([]);
		expect(titles('黄金海岸')).toEqual([]);
	});
});
