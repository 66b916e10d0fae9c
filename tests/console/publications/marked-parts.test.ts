import { expect, test } from 'vitest';
import type { TextMark } from '../../../site/console/calls/answers.ts';
import { markedParts } from '../../../site/console/publications/marked-parts.ts';

const mark = (text: string): TextMark => ({ path: 'findings', kind: 'name', kindName: '人员姓名', text, reason: null });

test('every place of a mark is cut out, and the text put together again is the one that was written', () => {
	const text = '赵铁柱到场，村民赵铁柱承认。';
	const parts = markedParts(text, [mark('赵铁柱')]);
	expect(parts.map((part) => [part.text, part.mark !== null])).toEqual([
		['赵铁柱', true],
		['到场，村民', false],
		['赵铁柱', true],
		['承认。', false],
	]);
	expect(parts.map((part) => part.text).join('')).toBe(text);
});

test('of two marks at one place the longer one stands', () => {
	const parts = markedParts('电话0421-2612345。', [mark('2612345'), mark('0421-2612345')]);
	expect(parts.map((part) => part.text)).toEqual(['电话', '0421-2612345', '。']);
});

test('a text without marks stays whole, an empty one is nothing', () => {
	expect(markedParts('情况属实。', [mark('赵铁柱')])).toEqual([{ text: '情况属实。', mark: null }]);
	expect(markedParts('', [])).toEqual([]);
});
