import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { builtSite } from '../../../site/build/checks/built-site.ts';
import { checkedBuild, faultsOf } from '../../../site/build/checks/checked-build.ts';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'checks-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Text that hardly shrinks when packed. */
const noise = (characters: number): string =>
	Array.from({ length: characters }, (_, at) => ((at * 2654435761) % 4294967291).toString(36).slice(-1)).join('');

function faults(files: Record<string, string>, base = '/'): string[] {
	for (const [file, text] of Object.entries({ 'assets/prefs.js': '1', ...files })) {
		mkdirSync(dirname(join(folder, file)), { recursive: true });
		writeFileSync(join(folder, file), text);
	}
	const pages = Object.keys(files).filter((file) => file.endsWith('.html'));
	return faultsOf(builtSite(folder, base), pages);
}

describe('the build refuses', () => {
	const script = '<script src="/assets/prefs.js"></script>';

	it('a reading page that weighs more than 40 KB over the wire', () => {
		const text = Array.from({ length: 9000 }, (_, at) => Math.imul(at + 1, 0x9e3779b1).toString(36)).join(' ');
		expect(faults({ 'ponds/index.html': script + text })).toEqual([
			expect.stringMatching(/^ponds\/index\.html 传输 \d+\.\d KB，超过上限 40 KB。$/),
		]);
		expect(faults({ 'ponds/index.html': script + noise(100) })).toEqual([]);
	});

	it('a report form that weighs more than 60 KB with the scripts it starts with', () => {
		const code = Array.from({ length: 20_000 }, (_, at) => Math.imul(at + 1, 0x9e3779b1).toString(36)).join(' ');
		const files = { 'assets/form.js': 'import{a}from"./more.js";import("./map.js")', 'assets/map.js': code };
		const page = '<script type="module" src="/assets/form.js"></script>';
		expect(faults({ 'report/index.html': page, ...files, 'assets/more.js': '1' })).toEqual([]);
		expect(faults({ 'report/index.html': page, ...files, 'assets/more.js': code })).toEqual([
			expect.stringMatching(/^report\/index\.html 传输 \d+\.\d KB，超过上限 60 KB。$/),
		]);
	});

	it('a second script, a fifth request, and a first script of more than 1 KB', () => {
		const sheets = '<link rel="stylesheet" href="/assets/a.css"><link rel="stylesheet" href="/assets/a.css">';
		const files = { 'assets/a.css': 'a{}', 'assets/long.js': noise(1025) };
		expect(faults({ 'index.html': script + script, ...files })).toEqual([
			'index.html 有 2 个脚本，阅读页只能有 1 个。',
		]);
		expect(faults({ 'index.html': script + sheets, ...files })).toEqual(['index.html 需要 5 次请求，超过上限 4 次。']);
		expect(faults({ 'index.html': '<script src="/assets/long.js"></script>', ...files })).toEqual([
			'index.html 的脚本 assets/long.js 超过 1 KB。',
		]);
	});

	it('a dead link, and a link that leaves the path the portal is mounted at', () => {
		const links =
			'<a href="/zt/ponds/?a#b">一</a> <a href="/zt/none/">二</a> <a href="/ponds/">三</a> <a href="/zt/api/x">四</a>';
		expect(faults({ 'ponds/index.html': '', 'index.html': links }, '/zt/')).toEqual([
			'index.html 的链接 /zt/none/ 没有对应的页面。',
			'index.html 的链接 /ponds/ 没有对应的页面。',
		]);
	});

	it('with one sentence that names what is wrong', () => {
		faults({ 'index.html': '<a href="/none/">一</a>' });
		const { hooks } = checkedBuild();
		const finish = hooks['astro:build:done'] as unknown as (built: object) => void;
		const built = { dir: new URL(`file://${folder}/`), pages: [{ pathname: '' }] };
		expect(() => finish(built)).toThrow('网页检查未通过：index.html 的链接 /none/ 没有对应的页面。');
	});
});
