import { expect, test } from 'vitest';
import type { Consent } from '../../../site/console/calls/answers.ts';
import { consentLabel, isSettling } from '../../../site/console/case/consent-label.ts';

const states: Consent['state'][] = ['proposed', 'returned', 'asked', 'agreed', 'refused', 'expired', 'handed-over'];
const consent = (state: Consent['state']): Consent => ({
	unit: '建平县自然资源局',
	summary: '',
	reason: '',
	by: '张三',
	at: '',
	decidedBy: null,
	decidedAt: null,
	state,
	answeredAt: '2026-03-01T02:00:00.000Z',
	handOverAt: '2026-03-04T02:00:00.000Z',
	canDecide: false,
});

test('every state of the question is told in words of its own', () => {
	const words = states.map((state) => consentLabel(consent(state)));
	expect(new Set(words).size).toBe(states.length);
	expect(words.join('')).not.toContain('undefined');
});

test('a yes is told with the moment until which it can be taken back', () => {
	expect(consentLabel(consent('agreed'))).toContain('2026-03-04 10:00 以后交办');
});

test('silence is told as a no', () => {
	expect(consentLabel({ ...consent('expired'), answeredAt: null })).toContain('视为不同意，由市级直接办理');
});

test('a yes that came to nothing is not told as silence', () => {
	const words = consentLabel(consent('expired'));
	expect(words).toContain('举报人同意以后没有交办');
	expect(words).not.toContain('视为不同意');
});

test('only a question that was sent back or answered with a no leaves room for another', () => {
	expect(states.filter((state) => !isSettling({ state }))).toEqual(['returned', 'refused', 'expired']);
});
