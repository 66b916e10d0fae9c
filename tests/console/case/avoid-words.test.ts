import { expect, test } from 'vitest';
import { avoidWords, avoidWordsFor, isWithCity } from '../../../site/console/case/avoid-words.ts';

const byPass = { names: '北票市、凌源市' };

test('a report that is not placed, or that the city took over, is with the city', () => {
	expect(isWithCity({ county: null }, 211300)).toBe(true);
	expect(isWithCity({ county: { adcode: 211300, name: '朝阳市' } }, 211300)).toBe(true);
	expect(isWithCity({ county: { adcode: 211322, name: '建平县' } }, 211300)).toBe(false);
});

test('the city reads who is by-passed and who has it instead', () => {
	expect(avoidWords(byPass, true, '市办公室')).toBe('举报人要求北票市、凌源市回避，由市级直接办理，当地不可见。');
	expect(avoidWords(byPass, false, '建平县自然资源局')).toBe(
		'举报人要求北票市、凌源市回避，由建平县自然资源局办理，北票市、凌源市不可见。',
	);
});

test('the moves that could give it away say what they mean for the by-pass, the others nothing', () => {
	expect(avoidWordsFor('assign', byPass, true)).toBe('只能指派市级单位。');
	expect(avoidWordsFor('assign', byPass, false)).toBe('不能指派北票市、凌源市的单位。');
	expect(avoidWordsFor('merge', byPass, true)).toBe('并入后，另一件线索对北票市、凌源市同样不可见。');
	expect(avoidWordsFor('transfer', byPass, true)).toBe('');
	expect(avoidWordsFor('accept', byPass, true)).toBeNull();
});
