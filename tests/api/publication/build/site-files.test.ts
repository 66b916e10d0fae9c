import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { finishBuild } from '../../../../api/publication/build/inside/finish-build.ts';
import { isWhole } from '../../../../api/publication/build/site-files.ts';

let site: string;
beforeEach(async () => {
	site = mkdtempSync(join(tmpdir(), 'site-'));
	mkdirSync(join(site, 'ponds'));
	for (const file of ['index.html', '404.html', 'ponds/index.html']) writeFileSync(join(site, file), '尾矿库');
	await finishBuild(site);
});
afterEach(() => rmSync(site, { recursive: true }));

test('a build as it was made is whole', async () => {
	expect(await isWhole(site)).toBe(true);
});

test.each<[string, () => void]>([
	['its first page lost', () => rmSync(join(site, 'index.html'))],
	['a folder lost', () => rmSync(join(site, 'ponds'), { recursive: true })],
	['a page cut', () => writeFileSync(join(site, 'ponds', 'index.html'), '尾')],
	['a page of zeros, as long as it was', () => writeFileSync(join(site, 'ponds', 'index.html'), Buffer.alloc(9))],
	['the list of its files lost', () => rmSync(join(site, '.files'))],
	['the list of its files emptied', () => writeFileSync(join(site, '.files'), '')],
])('with %s it is not', async (_what, damage) => {
	damage();
	expect(await isWhole(site)).toBe(false);
});
