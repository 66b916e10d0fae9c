import { expect, it } from 'vitest';
import { files, read } from './built-site.ts';
import { tooNewInCss } from './floor/css.ts';
import { tooNewInScript } from './floor/js.ts';

/** Left to newer browsers: without each of them a page reads and works as before. */
const extras = [
	// How an underline looks.
	'text-underline-offset',
	'text-decoration-thickness',
	// The colour of a ticked box.
	'accent-color',
	// Only ever inside :not() in a rule of its own, which old browsers skip as a whole: focus then shows for the mouse, too.
	':focus-visible',
	// More contrast for those whose system asks for it; the button for it works everywhere.
	'@media (prefers-contrast)',
	// Margins and breaks on paper: the sheets fit on one page without them.
	'@page',
	'page',
	'size',
	'break-after: avoid',
	'page-break-after: avoid',
	// Leaflet: how tiles fade in.
	'mix-blend-mode: plus-lighter',
];

const sheets = files.filter((file) => /^assets\/.*\.css$/.test(file));
const scripts = files.filter((file) => /^assets\/.*\.m?js$/.test(file));

it.each(sheets)('%s asks for nothing that Chrome 79 and Safari 13 do not know', (file) => {
	expect(tooNewInCss(read(file), extras)).toEqual([]);
});

it.each(scripts)('%s runs in Chrome 79 and Safari 13', (file) => {
	expect(tooNewInScript(read(file))).toEqual([]);
});

it('there are style sheets and scripts to look at', () => {
	expect(sheets.length).toBeGreaterThan(2);
	expect(scripts.length).toBeGreaterThan(8);
});
