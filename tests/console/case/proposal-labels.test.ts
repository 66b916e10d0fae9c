import { expect, test } from 'vitest';
import { proposalNext, proposalTitle, returnedFields } from '../../../site/console/case/proposal-labels.ts';

const field = (name: string, more = {}) => ({ name, label: name, type: 'longtext' as const, required: true, ...more });
const move = {
	move: 'conclude' as const,
	name: '办结',
	hint: '',
	proposes: true,
	place: { group: 'forward', order: 6, style: 'primary' } as const,
	caution: null,
	fields: [
		field('outcome', { type: 'choice', options: [{ id: 'substantiated', name: '查实' }] }),
		field('violation'),
		field('gains'),
		field('reply', { toReporter: true }),
	],
};

test('the title says what waits, and for whom', () => {
	const title = (state: 'waiting' | 'confirming' | 'returned') => proposalTitle({ state, moveName: '办结' });
	expect([title('waiting'), title('confirming'), title('returned')]).toEqual([
		'等待审批：办结',
		'等待市级确认：办结',
		'已退回：办结',
	]);
});

test('whoever decides reads what their yes brings about, and nobody else reads that of them', () => {
	const waiting = { state: 'waiting' as const, canDecide: true, reply: '答复。' };
	expect(proposalNext(waiting, false)).toBe('同意后立即生效，答复同时转告举报人。');
	expect(proposalNext({ ...waiting, reply: null }, false)).toBe('同意后立即生效。');
	expect(proposalNext(waiting, true)).toContain('同意后报市级确认责任人和保护伞的认定');
	expect(proposalNext({ ...waiting, canDecide: false }, true)).toBe('同意后生效，生效以前期限照常计算。');
	expect(proposalNext({ ...waiting, state: 'confirming' }, false)).toContain('等待市级确认责任人和保护伞的认定');
});

test('a returned proposal fills its form again: choices by their id, the reply too, gaps stay gaps', () => {
	const fields = [
		{ name: 'outcome', label: '结论', value: '查实' },
		{ name: 'violation', label: '违法事实', value: '无证开采。' },
	];
	expect(returnedFields(move, { fields, reply: '情况属实。' })).toEqual({
		outcome: 'substantiated',
		violation: '无证开采。',
		reply: '情况属实。',
	});
	const unknown = [{ name: 'outcome', label: '结论', value: '已经取消的结论' }];
	expect(returnedFields(move, { fields: unknown, reply: null })).toEqual({});
});
