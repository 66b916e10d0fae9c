import { expect, test } from 'vitest';
import { byPassLabel, isWithCity } from '../../../site/console/case/by-pass-label.ts';

const byPass = { names: '北票市、凌源市' };

test('a report that is not placed, or that the city took over, is with the city', () => {
	expect(isWithCity({ county: null }, 211300)).toBe(true);
	expect(isWithCity({ county: { adcode: 211300, name: '朝阳市' } }, 211300)).toBe(true);
	expect(isWithCity({ county: { adcode: 211322, name: '建平县' } }, 211300)).toBe(false);
});

test('the city reads who is by-passed and who has it instead', () => {
	expect(byPassLabel(byPass, true, '市办公室')).toBe('举报人要求北票市、凌源市回避，由市级直接办理，当地不可见。');
	expect(byPassLabel(byPass, false, '建平县自然资源局')).toBe(
		'举报人要求北票市、凌源市回避，由建平县自然资源局办理，北票市、凌源市不可见。',
	);
});
