import { expect, test } from 'vitest';
import { dayParts, headingParts } from '../../../site/layout/line-breaks.ts';

test('a heading breaks between words, never before a mark or after an opening bracket', () => {
	expect(headingParts('朝阳市矿山整治提升专项行动').join('|')).toBe('朝阳市|矿山|整治|提升|专项|行动');
	const parts = headingParts('演示公告：关于公布（2026年）“包保责任人”的通知');
	expect(parts.join('')).toBe('演示公告：关于公布（2026年）“包保责任人”的通知');
	for (const part of parts) {
		expect(part).not.toMatch(/^[：）”]/);
		expect(part).not.toMatch(/[（“]$/);
	}
});

test('a day stays whole in a sentence', () => {
	expect(dayParts('截至 2026-11-25 的情况')).toEqual([
		{ text: '截至 ', day: false },
		{ text: '2026-11-25', day: true },
		{ text: ' 的情况', day: false },
	]);
});
