import { globSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const site = resolve(import.meta.dirname, '../../site');
const sheets = globSync('**/*.css', { cwd: site }).map((file) => file.replaceAll('\\', '/'));
const read = (file: string): string => readFileSync(join(site, file), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');

/** What pages load: reading pages, the two forms, maps, the console. */
const loaded = ['main.css', 'report/report.css', 'track/track.css', 'map/browser/map.css', 'console/app/main.css'];

/** A sheet and all that it takes in. */
function withImports(file: string): string[] {
	const own = [...read(file).matchAll(/@import '(\.[^']+)'/g)].map(([, path = '']) => join(dirname(file), path));
	return [file, ...own.flatMap(withImports)];
}

describe('the style sheets', () => {
	test('every colour but white and black stands among the tokens of site and console', () => {
		const colour = /#[0-9a-f]{3,8}\b|rgba?\([^)]*\)|hsla?\([^)]*\)/gi;
		const white = /^#fff$|^#000$|^rgba\(255, 255, 255, [\d.]+\)$/;
		const found = sheets
			.filter((file) => file !== 'tokens.css')
			.flatMap((file) =>
				read(file)
					.split('\n')
					// Shades that Element Plus wants, worked out from the tokens.
					.filter((line) => !line.trim().startsWith('--el-'))
					.flatMap((line) => (line.match(colour) ?? []).filter((each) => !white.test(each)))
					.map((each) => `${file}: ${each}`),
			);
		expect(found).toEqual([]);
	});

	test('every name that a sheet asks for is one of the tokens', () => {
		const known = new Set([...read('tokens.css').matchAll(/(--[\w-]+):/g)].map(([, name]) => name));
		const unknown = sheets.flatMap((file) =>
			[...read(file).matchAll(/var\((--(?!el-)[\w-]+)/g)]
				.filter(([, name]) => !known.has(name))
				.map(([, name]) => `${file}: ${name}`),
		);
		expect(unknown).toEqual([]);
	});

	test('site and console start from the same tokens', () => {
		expect(withImports('main.css')).toContain('tokens.css');
		expect(withImports('console/app/main.css')).toContain('tokens.css');
	});

	test('none is forgotten by the files that pages load', () => {
		const taken = new Set(loaded.flatMap(withImports));
		expect(sheets.filter((file) => !taken.has(file))).toEqual([]);
	});

	test('none is so long that a component cannot be found in it', () => {
		const long = sheets.filter((file) => readFileSync(join(site, file), 'utf8').split('\n').length > 150);
		expect(long).toEqual([]);
	});
});
