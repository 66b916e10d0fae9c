import { describe, expect, it } from 'vitest';
import { tooNewInCss } from './floor/css.ts';
import { tooNewInScript } from './floor/js.ts';

const inRule = (declarations: string) => tooNewInCss(`a { ${declarations} }`).map(({ what }) => what);

describe('what the oldest browsers do not know is found in a style sheet', () => {
	it.each([
		['inset: 0', 'inset'],
		['aspect-ratio: 1', 'aspect-ratio'],
		['width: clamp(1px, 2px, 3px)', 'clamp()'],
		['height: 100dvh', 'dvh'],
		['margin-inline: 1px', 'margin-inline'],
		['overflow: clip', 'overflow: clip'],
		['color: oklch(50% 0.1 20)', 'oklch()'],
	])('%s', (declaration, what) => {
		expect(inRule(declaration)).toEqual([what]);
	});

	it.each([
		['a:is(b) { top: 0 }', ':is'],
		['a:has(b) { top: 0 }', ':has'],
		['@media (width >= 30rem) { a { top: 0 } }', 'range in @media'],
		['@layer one { a { top: 0 } }', '@layer'],
		['a { & b { top: 0 } }', 'nesting'],
	])('%s', (css, what) => {
		expect(tooNewInCss(css).map(({ what }) => what)).toEqual([what]);
	});

	it('but not where an older way stands before it', () => {
		expect(inRule('height: 100vh; height: 100dvh')).toEqual([]);
		expect(inRule('-webkit-user-select: none; user-select: none')).toEqual([]);
		expect(tooNewInCss('@supports (inset: 0) { a { inset: 0 } }')).toEqual([]);
	});
});

describe('what the oldest browsers do not know is found in a script', () => {
	const names = (code: string) => tooNewInScript(code).map((found) => found.split(': ')[0]);

	it.each([
		["a.replaceAll('x', 'y')", '.replaceAll'],
		['a.at(-1)', '.at'],
		['a.findLast(b)', '.findLast'],
		['structuredClone(a)', 'structuredClone'],
		['Object.hasOwn(a, b)', 'Object.hasOwn'],
		['Promise.any([])', 'Promise.any'],
		['crypto.randomUUID()', 'crypto.randomUUID'],
		['AbortSignal.timeout(1)', 'AbortSignal.timeout'],
		['dialog.showModal()', '.showModal'],
		['list.replaceChildren()', '.replaceChildren'],
		['new WeakRef(a)', 'WeakRef'],
		['a?.b', '?.'],
		['a ?? b', '??'],
		['/(?<=a)b/', 'lookbehind'],
	])('%s', (code, name) => {
		expect(names(code)).toEqual([name]);
	});

	it.each(['class A { #b = 1 }', 'a ||= b', '1_000'])('%s is not even read', (code) => {
		expect(() => tooNewInScript(code)).toThrow(SyntaxError);
	});

	it('but not where the script asks first, or has a way out', () => {
		expect(names('if (crypto.randomUUID) crypto.randomUUID();')).toEqual([]);
		expect(names("typeof structuredClone === 'function' ? structuredClone(a) : b")).toEqual([]);
		expect(names('try { navigator.clipboard.writeText(a) } catch { b() }')).toEqual([]);
	});
});
